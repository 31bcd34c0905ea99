-- Starts the server with the first file that may be of use to it. What is in a referral, and which files are referrals,
-- is for the server to say; nothing is decided here.
if vim.fn.has("nvim-0.11") == 0 then
  vim.notify("referral needs Neovim 0.11 or later", vim.log.levels.WARN)
  return
end
vim.lsp.enable("referral")
