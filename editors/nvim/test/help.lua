-- `:checkhealth referral`, `:help referral`, and what the page for them promises.
local support = dofile(assert(os.getenv("REFERRAL_TEST_FOLDER")) .. "/support.lua")
local ok, wait = support.ok, support.wait

local server = assert(os.getenv("REFERRAL_TEST_SERVER"))
vim.lsp.config("referral", { cmd = { server, "server", "--today", "2015-06-10" } })

support.run(function()
  local file = assert(os.getenv("REFERRAL_TEST_FILE"))
  local referral = require("referral")

  local function health()
    vim.cmd("checkhealth referral")
    local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
    vim.cmd.bwipeout()
    return report
  end
  local report = health()
  ok(report:find("OK Neovim " .. tostring(vim.version()), 1, true), "health tells Neovim's version", report)
  ok(report:find(server .. ": referral ", 1, true),
    "and the program with its version", report)
  ok(report:find("does not run", 1, true), "and that no server runs yet", report)

  vim.g.referral = { inlay_hints = false }
  vim.cmd.edit(vim.fn.fnameescape(file))
  wait("a referral is read", function() return referral.statusline() ~= "" end)
  report = health()
  ok(report:find("is a referral: ", 1, true), "what the file is taken for", report)
  ok(report:find("inlay hints are off", 1, true), "hints are left off where that is set", report)
  vim.lsp.inlay_hint.enable(true)
  report = health()
  ok(report:find("inlay hints are on", 1, true) and not report:find("ERROR") and not report:find("WARNING"),
    "and on once they are", report)

  vim.lsp.config("referral", { cmd = { "no-such-referral", "server" } })
  report = health()
  ok(report:find("ERROR the program `no-such-referral` was not found", 1, true), "a program that is missing", report)

  -- The tags are written beside the page, which must not be in the plugin itself.
  local own = vim.fs.dirname(file) .. "/help"
  vim.fn.mkdir(own .. "/doc", "p")
  local page = assert(vim.api.nvim_get_runtime_file("doc/referral.txt", false)[1])
  local text = vim.fn.readfile(page)
  vim.fn.writefile(text, own .. "/doc/referral.txt")
  vim.cmd.helptags(vim.fn.fnameescape(own .. "/doc"))
  vim.opt.runtimepath:prepend(own)
  vim.cmd("help referral")
  ok(vim.bo.filetype == "help" and vim.api.nvim_get_current_line():find("*referral*", 1, true), "help opens the page",
    vim.api.nvim_get_current_line())

  for _, word in ipairs(vim.fn.getcompletion("Referral ", "cmdline")) do
    ok(pcall(vim.cmd, "help :Referral-" .. word), "help has :Referral " .. word)
  end
  local long, lost = {}, {}
  for _, line in ipairs(text) do
    if vim.fn.strdisplaywidth(line) > 78 then long[#long + 1] = line end
    for tag in line:gmatch("|([^|%s]+)|") do
      if not pcall(vim.cmd, "help " .. tag) then lost[#lost + 1] = tag end
    end
  end
  ok(#long == 0, "every line of it has room", long)
  ok(#lost == 0, "and every link leads somewhere", lost)
end)
