-- `:Referral` from a new referral to its status, and what is switched on for referrals alone.
local support = dofile(assert(os.getenv("REFERRAL_TEST_FOLDER")) .. "/support.lua")
local ok, wait = support.ok, support.wait

vim.lsp.config("referral", {
  cmd = { assert(os.getenv("REFERRAL_TEST_SERVER")), "server", "--today", "2015-06-10" },
  flags = { debounce_text_changes = 0 },
})

--- What was said to the person, the last first.
local said = {}
vim.notify = function(text) table.insert(said, 1, text) end

local function test()
  local folder = vim.fs.dirname(assert(os.getenv("REFERRAL_TEST_FILE")))
  local referral = require("referral")
  vim.cmd.cd(vim.fn.fnameescape(folder))
  local function client() return referral.client() end
  local function lenses() return vim.lsp.codelens.get(vim.api.nvim_get_current_buf()) end
  local function cursor() return vim.api.nvim_win_get_cursor(0) end

  local function completed(line) return vim.fn.getcompletion(line, "cmdline") end
  ok(vim.deep_equal(completed("Referral "), { "check", "missing", "new", "next", "prev", "restart", "status" }),
    "the words are completed", completed("Referral "))
  ok(vim.deep_equal(completed("Referral ne"), { "new", "next" }), "by their beginning", completed("Referral ne"))
  ok(vim.deep_equal(completed("Referral new sc"), { "scr" }), "and the kinds of referral", completed("Referral new sc"))
  ok(vim.deep_equal(completed("Referral new scr child"), { "child-k.referral.md" }), "and files",
    completed("Referral new scr child"))

  local sample = vim.fn.readfile("child-k.referral.md")
  vim.cmd("Referral new scr child-k.referral.md")
  wait("a file that is there is not begun again", function() return said[1] and said[1]:find("child-k", 1, true) end,
    function() return said end)
  ok(vim.deep_equal(vim.fn.readfile("child-k.referral.md"), sample), "and stays as it is")
  vim.cmd("Referral new no-such-kind child-m.referral.md")
  wait("a kind that is not known is pointed out", function() return said[1]:find("no-such-kind", 1, true) end,
    function() return said end)

  local asked = {}
  vim.ui.select = function(items, options, choose)
    asked[#asked + 1] = options.prompt
    choose(vim.iter(items):find(function(item) return item.id == "sar" end))
  end
  vim.ui.input = function(options, answer)
    asked[#asked + 1] = options.prompt
    answer("adult-m.referral.md")
  end
  vim.cmd("Referral new")
  wait("what is not given is asked for", function()
    return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == "adult-m.referral.md"
  end, function() return said end)
  ok(vim.deep_equal(asked, { "Kind of referral:", "File: " }), "the kind and the file", asked)
  ok(vim.list_contains(vim.api.nvim_buf_get_lines(0, 0, -1, false), "schema: sar"), "and it is of that kind")

  vim.fn.writefile({ "# Notes" }, "notes.md")
  vim.cmd.edit("notes.md")
  local notes = vim.api.nvim_get_current_buf()
  wait("the server starts for Markdown", function() return client() and client().initialized end)
  vim.cmd("Referral status")
  wait("notes are no referral", function() return said[1]:find("no referral", 1, true) end, function() return said end)

  vim.cmd([[Referral new scr child\ l.referral.md]])
  wait("a new referral is opened", function()
    return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == "child l.referral.md"
  end, function() return said end)
  local buffer = vim.api.nvim_get_current_buf()
  wait("the status line says how far it is", function() return referral.statusline():find("^0 of 3 answered") end,
    referral.statusline)
  ok(referral.statusline(notes) == "", "and nothing of the notes", referral.statusline(notes))
  wait("inlay hints are on and shown", function()
    return vim.lsp.inlay_hint.is_enabled({ bufnr = buffer }) and #vim.lsp.inlay_hint.get({ bufnr = buffer }) > 0
  end)
  ok(not vim.lsp.inlay_hint.is_enabled({ bufnr = notes }), "but not in the notes")
  wait("lenses are shown", function() return #lenses() > 0 end)

  local function goes(word, to)
    vim.cmd("Referral " .. word)
    wait(word .. " goes to a prompt", function() return to(cursor()) end, cursor)
    return cursor()
  end
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  local first = goes("next", function(now) return now[1] > 1 end)
  local second = goes("next", function(now) return not vim.deep_equal(now, first) end)
  goes("prev", function(now) return vim.deep_equal(now, first) end)
  ok(second[1] > first[1], "the second is below the first", { first, second })

  -- An editor that may not be asked to show a document goes there by the answer.
  local before = client().id
  vim.lsp.config("referral", { capabilities = { window = { showDocument = { support = false } } } })
  vim.cmd("Referral restart")
  wait("the server starts again", function()
    return client() and client().id ~= before and client().initialized
  end)
  ok(#vim.lsp.get_clients({ name = "referral", bufnr = notes }) == 1, "for all that is open")
  goes("next", function(now) return vim.deep_equal(now, second) end)

  vim.cmd.edit("child-k.referral.md")
  wait("another referral is read", function() return referral.statusline() ~= "" end)
  vim.cmd("Referral status")
  wait("the status is told in one line", function() return said[1]:find("^scr: 1 of 3 answered, ") end,
    function() return said end)
  ok(said[1]:find("1 error, 2 warnings", 1, true) and not said[1]:find("\n"), "with what was found", said[1])

  vim.cmd("Referral missing")
  wait("what is missing is inserted", function()
    return vim.list_contains(vim.api.nvim_buf_get_lines(0, 0, -1, false), "## Basis")
  end)
  vim.cmd("Referral check child-k.referral.md")
  local function list() return vim.fn.getqflist({ items = 0, title = 0 }) end
  wait("what is found comes as a list", function() return #list().items == 3 end, list)
  local first_item = list().items[1]
  ok(first_item.lnum == 5 and first_item.type == "W" and first_item.text:find("[unexplained-delay]", 1, true),
    "with its place, its weight and its code", first_item)
  ok(list().title == "referral check" and vim.bo.buftype == "quickfix", "which is shown", list().title)

  vim.cmd("Referral perhaps")
  ok(said[1]:find('"perhaps" is not known', 1, true), "another word is not known", said[1])
end

-- Once the editor is up, as it is when a person types a command.
vim.schedule(function() support.run(test) end)
