-- `:checkhealth referral`: what has to be there for the plugin to be of use, and whether it is.
local M = {}

local health = vim.health

local function check_neovim()
  local version = tostring(vim.version())
  if vim.fn.has("nvim-0.11") == 1 then
    health.ok("Neovim " .. version)
  else
    health.error("Neovim " .. version .. " is too old", "Install Neovim 0.11 or later.")
  end
end

local function check_program()
  local config = vim.lsp.config.referral
  if type(config and config.cmd) == "function" then
    return health.info("The server is started by a function of your own.")
  end
  local program = require("referral.command").program()
  local path = vim.fn.exepath(program)
  if path == "" then
    return health.error(("the program `%s` was not found"):format(program), {
      "Install it: `cargo install --path .` in a copy of the repository.",
      "See that its folder is on the path that Neovim was started with.",
      'Or name it: vim.lsp.config("referral", { cmd = { "/path/to/referral", "server" } })',
    })
  end
  local starts, run = pcall(function() return vim.system({ path, "--version" }, { text = true }):wait(5000) end)
  if starts and run.code == 0 then
    health.ok(("%s: %s"):format(path, vim.trim(run.stdout)))
  else
    health.error(("%s cannot be run"):format(path), starts and vim.trim(run.stderr) or tostring(run))
  end
end

local function check_buffer(buffer)
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":~:.")
  local status = vim.b[buffer].referral_status
  if not status or not status.schema or status.schema == vim.NIL then
    return health.info(("%s is no referral%s"):format(name, status and ": " .. status.why or ""))
  end
  health.ok(("%s is a referral: %s"):format(name, status.why))
  if vim.lsp.inlay_hint.is_enabled({ bufnr = buffer }) then
    health.ok(name .. ": inlay hints are on; empty places ask their question")
  else
    health.info(name .. ": inlay hints are off; `:lua vim.lsp.inlay_hint.enable()` turns them on")
  end
end

local function check_clients()
  if vim.lsp.is_enabled and not vim.lsp.is_enabled("referral") then
    health.warn("the server is not enabled", '`:lua vim.lsp.enable("referral")` enables it.')
  end
  local clients = vim.lsp.get_clients({ name = "referral" })
  if #clients == 0 then
    return health.info("The server does not run; it starts with the first Markdown file.")
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_keys(client.attached_buffers)
    table.sort(buffers)
    health.ok(("the server runs for %d file%s"):format(#buffers, #buffers == 1 and "" or "s"))
    for _, buffer in ipairs(buffers) do check_buffer(buffer) end
  end
end

--- Neovim calls this.
function M.check()
  health.start("referral")
  check_neovim()
  check_program()
  check_clients()
end

return M
