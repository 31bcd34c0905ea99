-- Neovim as `referral try` starts it: the plugin, and what makes its answers easy to see.
-- All of it lies in a folder that is removed when the editor is left.
local folder = assert(vim.env.REFERRAL_TRY_FOLDER)
vim.opt.runtimepath:append(folder .. "/nvim")
vim.lsp.config("referral", { cmd = { assert(vim.env.REFERRAL_TRY_PROGRAM), "server" } })

vim.o.winbar = " K explain   ]d next finding   gra mend it   u undo   :q! leave "
vim.o.number = true
vim.o.wrap = true
vim.o.linebreak = true
vim.o.signcolumn = "yes"
vim.o.completeopt = "menuone,noselect,popup"

--- A message in lines that the window has room for.
local function wrapped(diagnostic)
  local room = math.max(30, vim.api.nvim_win_get_width(0) - diagnostic.col - 16)
  local lines, line = {}, ""
  for word in diagnostic.message:gmatch("%S+") do
    if line ~= "" and vim.fn.strdisplaywidth(line .. " " .. word) > room then
      lines[#lines + 1], line = line, word
    else
      line = line == "" and word or line .. " " .. word
    end
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end
vim.diagnostic.config({ virtual_lines = { format = wrapped }, severity_sort = true })

vim.api.nvim_create_autocmd("LspAttach", {
  callback = function(event)
    -- Low enough to leave the referral in sight; K once more goes into the window.
    local function explain() vim.lsp.buf.hover({ border = "rounded", max_height = 12 }) end
    vim.keymap.set("n", "K", explain, { buffer = event.buf })
    local client = assert(vim.lsp.get_client_by_id(event.data.client_id))
    if client:supports_method("textDocument/inlayHint") then
      vim.lsp.inlay_hint.enable(true, { bufnr = event.buf })
    end
    if client:supports_method("textDocument/completion") then
      vim.lsp.completion.enable(true, client.id, event.buf, { autotrigger = true })
    end
  end,
})
