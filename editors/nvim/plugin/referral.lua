-- Starts the server with the first file that may be of use to it. What is in a referral, and which files are referrals,
-- is for the server to say; nothing is decided here.
if vim.fn.has("nvim-0.11") == 0 then
  vim.notify("referral needs Neovim 0.11 or later", vim.log.levels.WARN)
  return
end
-- Without this Neovim would put the name of an offer into the text, and not what is offered.
vim.api.nvim_create_autocmd("LspAttach", {
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "referral" then vim.lsp.completion.enable(true, client.id, event.buf) end
  end,
})
--- Has the server carry out `command` for this buffer and its cursor. What it asks of the editor happens by itself.
local function execute(command, more)
  local client = vim.lsp.get_clients({ name = "referral", bufnr = 0 })[1]
  if not client then return vim.notify("referral is at work in Markdown files only", vim.log.levels.WARN) end
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local arguments = { vim.tbl_extend("force", place, more or {}) }
  client:request("workspace/executeCommand", { command = command, arguments = arguments }, function(failure)
    if failure then vim.notify("referral: " .. failure.message, vim.log.levels.ERROR) end
  end)
end
local function add(name, command, options, more)
  vim.api.nvim_create_user_command(name, function(typed) execute(command, more and more(typed)) end, options)
end
add("ReferralNext", "referral.nextPrompt", { desc = "Go to the next prompt that is still to be answered" })
add("ReferralPrevious", "referral.previousPrompt", { desc = "Go to the prompt before" })
add("ReferralInsertMissing", "referral.insertAllMissing", { desc = "Insert all missing sections and fields" })
add("ReferralNew", "referral.new", { desc = "Begin a referral, of this kind if one is named", nargs = "?" }, function(typed)
  return typed.args ~= "" and { schema = typed.args } or nil
end)
vim.lsp.enable("referral")
