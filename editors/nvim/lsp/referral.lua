-- How Neovim starts the server. Whatever is set with vim.lsp.config("referral", …) goes over it.
---@type vim.lsp.Config
return {
  cmd = { "referral", "server" },
  filetypes = { "markdown", "toml" },
  root_dir = function(buffer, start)
    local own = vim.fs.root(buffer, "referral.toml")
    -- TOML is in every other project as well: the server is wanted only where referral.toml is.
    if own or vim.bo[buffer].filetype ~= "toml" then
      start(own or vim.fs.root(buffer, ".git"))
    end
  end,
  -- The server tells by itself when what `:Referral status` shows has changed.
  capabilities = { experimental = { referralStatus = true } },
  handlers = {
    ["referral/status"] = function(_, status, context)
      -- `referral try` carries this file without that module.
      local is_there, referral = pcall(require, "referral")
      if is_there then referral.told(status, context.client_id) end
    end,
  },
}
