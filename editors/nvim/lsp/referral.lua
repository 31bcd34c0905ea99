-- How Neovim starts the server. Whatever is set with vim.lsp.config("referral", …) goes over it.
---@type vim.lsp.Config
return {
  cmd = { "referral", "server" },
  filetypes = { "markdown" },
  root_markers = { "referral.toml", ".git" },
}
