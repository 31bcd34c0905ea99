---@brief
---
--- https://example.org/referral
---
--- Language server for safeguarding review referrals written in Markdown.
--- Documents that are no referrals are left alone.
---
--- `npm install -g referral-lsp` installs it.

---@type vim.lsp.Config
return {
  cmd = { 'referral', 'server' },
  filetypes = { 'markdown' },
  root_markers = { 'referral.toml', '.git' },
}
