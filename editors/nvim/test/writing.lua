-- A writer's way through a referral, in the real editor with the plugin installed as its page says.
--
-- Every look at the findings is a look at all of them, so that a false one fails as loudly as a missing one.
-- Run by tests/neovim.rs, which says where the server is, which file to open and where this folder is.
local here = assert(os.getenv("REFERRAL_TEST_FOLDER"))
local support = dofile(here .. "/support.lua")
local ok, wait = support.ok, support.wait

local server = assert(os.getenv("REFERRAL_TEST_SERVER"))
vim.lsp.config("referral", {
  cmd = { server, "server", "--today", "2015-06-10" },
  -- Every edit is told at once: nothing that goes wrong in a hurry is hidden by the editor's own patience.
  flags = { debounce_text_changes = 0 },
})

--- The findings of the buffer, each as "line code", in the order of the text.
local function findings()
  local list = {}
  local diagnostics = vim.diagnostic.get(0)
  table.sort(diagnostics, function(a, b)
    if a.lnum ~= b.lnum then return a.lnum < b.lnum end
    return tostring(a.code) < tostring(b.code)
  end)
  for _, diagnostic in ipairs(diagnostics) do
    list[#list + 1] = ("%d %s"):format(diagnostic.lnum + 1, diagnostic.code)
  end
  return list
end

--- Waits until the findings are exactly `expected`.
local function wait_for_findings(what, expected)
  wait(what, function() return vim.deep_equal(findings(), expected) end, findings)
end

local function lines() return vim.api.nvim_buf_get_lines(0, 0, -1, false) end

--- The number of the line that is `text`, from 1.
local function line_of(text)
  for number, line in ipairs(lines()) do
    if line == text then return number end
  end
end

local function go_to(line) vim.api.nvim_win_set_cursor(0, { line, 0 }) end

--- The text of the floating window, and the window.
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      local shown = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      return table.concat(shown, "\n"), window
    end
  end
end

--- Shows what the server says at the cursor, and waits until `part` is in it.
local function wait_for_hover(what, part)
  vim.lsp.buf.hover()
  local function says()
    -- The window breaks lines where they are too long.
    local text = float()
    return text and text:gsub("%s+", " "):find(part, 1, true)
  end
  wait(what, says, float)
  vim.api.nvim_win_close(select(2, float()), true)
end

--- Takes the one action with `part` in its title, as a writer would choose it from the menu.
local function take_action(part)
  local function is_it(action) return action.title:find(part, 1, true) end
  vim.lsp.buf.code_action({ apply = true, filter = is_it })
end

--- Opens a line under the heading `heading` and types `text` there, key by key.
local function type_under(heading, text)
  go_to(assert(line_of(heading), heading .. " is not there"))
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes("o<CR>" .. text .. "<Esc>", true, false, true), "tx", false)
end

support.run(function()
  vim.cmd.edit(vim.fn.fnameescape(assert(os.getenv("REFERRAL_TEST_FILE"))))
  local buffer = vim.api.nvim_get_current_buf()
  local function client() return vim.lsp.get_clients({ bufnr = buffer, name = "referral" })[1] end
  wait("the server starts with a Markdown file", function() return client() and client().initialized end)

  local delay = line_of("date-of-referral: 2015-05-14")
  local title = line_of("# Referral for Serious Case Review consideration")
  local act = line_of("Her mother had been assessed under the Mental Health Act 2005 in January.")
  wait_for_findings("the findings appear",
    { delay .. " unexplained-delay", title .. " missing-section", act .. " mistaken-reference" })
  local severity = vim.diagnostic.severity
  local severities = vim.tbl_map(function(diagnostic) return diagnostic.severity end, vim.diagnostic.get(buffer))
  table.sort(severities)
  ok(vim.deep_equal(severities, { severity.ERROR, severity.WARN, severity.WARN }),
    "the missing section is an error and the others are warnings", severities)

  go_to(line_of("## Rationale"))
  wait_for_hover("hover quotes the marker's statement",
    "with an appropriate rationale and in a timely manner")

  go_to(act)
  vim.fn.search("Mental Health Act 2005")
  take_action("Mental Health Act 1983")
  wait("an action puts the Act right", function() return lines()[act]:find("Mental Health Act 1983", 1, true) end, lines)
  wait_for_findings("which clears it", { delay .. " unexplained-delay", title .. " missing-section" })

  go_to(title)
  take_action('Insert "Basis"')
  wait('the action inserts "Basis"', function() return line_of("## Basis") end, lines)
  ok(line_of("## Basis") < line_of("## Rationale"), "in its place", lines())
  wait_for_findings("missing-section becomes empty-section on the new heading",
    { delay .. " unexplained-delay", line_of("## Basis") .. " empty-section" })

  type_under("## Basis", "The criteria in regulation 5(2)(a) and (b)(ii) are met: physical abuse is known, the child"
    .. " was seriously harmed, and there is cause for concern as to how agencies worked together.")
  wait_for_findings("a sentence under it clears that", { delay .. " unexplained-delay" })

  go_to(delay)
  take_action('Insert "Reason for delay"')
  wait('the action inserts "Reason for delay"', function() return line_of("## Reason for delay") end, lines)
  wait_for_findings("unexplained-delay moves to the new heading",
    { line_of("## Reason for delay") .. " unexplained-delay" })

  type_under("## Reason for delay", "The injuries were first thought to be accidental; we referred because the report"
    .. " of 30 April 2015 found them to be inflicted.")
  wait_for_findings("a sentence with a cause clears it", {})

  -- A burst of edits, far faster than they are analysed, that ends with a gap of its own.
  local basis = line_of("## Basis")
  local text = vim.api.nvim_buf_get_lines(0, basis, line_of("## Rationale") - 1, false)
  for _ = 1, 200 do
    vim.api.nvim_buf_set_lines(0, basis, basis + #text, false, {})
    vim.api.nvim_buf_set_lines(0, basis, basis, false, text)
  end
  vim.api.nvim_buf_set_lines(0, basis, basis + #text, false, { "" })
  wait_for_findings("after a burst of edits the findings are those of the last text",
    { basis .. " empty-section" })
  vim.api.nvim_buf_set_lines(0, basis, basis + 1, false, text)
  wait_for_findings("and none is left when it is mended", {})

  local stopping = client()
  stopping:stop()
  wait("the server leaves when it is told to", function() return stopping:is_stopped() end)
end)
