-- Completion as it is typed. The keys go to an editor of its own, for a script cannot stay in insert mode.
local support = dofile(assert(os.getenv("REFERRAL_TEST_FOLDER")) .. "/support.lua")
local ok, wait = support.ok, support.wait

support.run(function()
  local file = vim.fs.dirname(assert(os.getenv("REFERRAL_TEST_FILE"))) .. "/child-l.referral.md"
  vim.fn.writefile({ "---", "schema: scr", "---", "# Referral", "", "## Basis", "", "", "", "## Rat" }, file)
  local start = ('lua vim.lsp.config("referral", { cmd = { %q, "server", "--today", "2015-06-10" } })'):format(
    assert(os.getenv("REFERRAL_TEST_SERVER")))
  local editor = vim.fn.jobstart(
    { vim.v.progpath, "--embed", "--headless", "-n", "-i", "NONE", "--cmd", start, file }, { rpc = true })
  local function ask(expression) return vim.rpcrequest(editor, "nvim_eval", expression) end
  local function press(keys) vim.rpcrequest(editor, "nvim_input", keys) end
  local function line(number) return ask(("getline(%d)"):format(number)) end
  local function text() return ask("getline(1, '$')") end

  wait("the server has looked at the referral", function()
    return ask("luaeval('#vim.diagnostic.get(0)')") > 0
  end)

  press("10GA<C-X><C-O>")
  wait("the only heading that begins so is put in", function() return line(10) == "## Rationale" end, text)
  press("<C-Y>")
  wait("with its first sentence", function()
    return line(12):find("A review is warranted because [insert reason].", 1, true)
  end, text)
  ok(line(10) == "## Rationale", "below the heading", text())

  press("<Esc><Esc>8GA<C-X><C-O>")
  wait("an empty section has several offers", function() return ask("pumvisible()") == 1 end, text)
  press("<C-N><C-Y>")
  local route = "The child has died and abuse or neglect is known or suspected: regulation 5(2)(a) and (b)(i)."
  wait("a route is put in as a whole sentence", function() return line(8) == route end, text)

  press("<Esc><Esc>8Go<CR>Nobody doubts it.<Esc>9GA<C-X><C-O>")
  wait("in the midst of a section the others are offered", function() return ask("pumvisible()") == 1 end, text)
  press("<C-Y>")
  wait("one that belongs elsewhere comes in there", function() return vim.list_contains(text(), "## Child") end, text)
  local found = table.concat(text(), "\n")
  ok(found:find("## Child\n\n<!%-%- prompt: .*\n\n## Basis\n\n" .. vim.pesc(route) .. "\n\nNobody doubts it"),
    "and no text has another heading for it", found)
  wait("the cursor goes along", function() return ask("getline('.')"):find("^<!%-%- prompt: Who is the child") end, text)

  press("<Esc>")
  vim.fn.jobstop(editor)
end)
