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
-- `referral try` carries this file without the commands.
if vim.api.nvim_get_runtime_file("lua/referral/command.lua", false)[1] then
  vim.api.nvim_create_user_command("Referral", function(command)
    require("referral.command").run(command.fargs)
  end, {
    nargs = "+",
    desc = "Begin a referral, go from prompt to prompt, show what is left",
    complete = function(lead, line, position) return require("referral.command").complete(lead, line, position) end,
  })
end
vim.lsp.enable("referral")
