-- The first sentence of an empty section, as Neovim 0.12 shows it: asked for by those alone who set it.
-- This Neovim has nothing to show it with, so something stands there that notes what it is told.
local support = dofile(assert(os.getenv("REFERRAL_TEST_FOLDER")) .. "/support.lua")
local ok, wait = support.ok, support.wait

vim.lsp.config("referral", { cmd = { assert(os.getenv("REFERRAL_TEST_SERVER")), "server", "--today", "2015-06-10" } })

support.run(function()
  local told = {}
  vim.lsp.inline_completion = {
    enable = function(on, filter) told[#told + 1] = { on = on, buffer = filter.bufnr } end,
  }
  local folder = vim.fs.dirname(assert(os.getenv("REFERRAL_TEST_FILE")))
  local text = { "---", "schema: scr", "---", "# Referral", "", "## Rationale", "", "" }
  local function open(name)
    vim.fn.writefile(text, folder .. "/" .. name)
    vim.cmd.edit(folder .. "/" .. name)
    wait("the server has read " .. name, function() return require("referral").statusline() ~= "" end)
  end

  open("unasked.referral.md")
  ok(#told == 0, "it is off", told)

  vim.g.referral = { inline_completion = true }
  open("asked.referral.md")
  ok(vim.deep_equal(told, { { on = true, buffer = vim.api.nvim_get_current_buf() } }), "and on where it is set", told)

  local client = assert(vim.lsp.get_clients({ name = "referral", bufnr = 0 })[1])
  local position = { line = 7, character = 0 }
  local answer = client:request_sync("textDocument/inlineCompletion", {
    textDocument = vim.lsp.util.make_text_document_params(0),
    position = position,
    context = { triggerKind = 1 },
  }, support.patience, 0)
  local offered = vim.tbl_get(answer or {}, "result", "items", 1, "insertText")
  ok(type(offered) == "string" and vim.startswith(offered, "A review is warranted because"),
    "the server offers a first sentence", answer)
end)
