-- From an empty file to the basis, led from prompt to prompt.
local support = dofile(assert(os.getenv("REFERRAL_TEST_FOLDER")) .. "/support.lua")
local ok, wait = support.ok, support.wait

vim.lsp.config("referral", {
  cmd = { assert(os.getenv("REFERRAL_TEST_SERVER")), "server", "--today", "2015-06-10" },
  flags = { debounce_text_changes = 0 },
})

local function lines() return vim.api.nvim_buf_get_lines(0, 0, -1, false) end
local function line() return vim.api.nvim_get_current_line() end
local function press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "tx", false)
end

--- Goes to the next prompt and waits until the cursor is on a line that begins so.
local function next_is(beginning)
  vim.cmd.Referral("next")
  wait("the next prompt is " .. beginning, function() return vim.startswith(line(), beginning) end, line)
end

support.run(function()
  vim.cmd.edit(vim.fs.dirname(assert(os.getenv("REFERRAL_TEST_FILE"))) .. "/child-m.referral.md")
  wait("the server has started", function()
    local client = vim.lsp.get_clients({ name = "referral", bufnr = 0 })[1]
    return client and client.initialized
  end)
  vim.cmd("Referral new scr")
  wait("a referral has begun in the empty file", function() return lines()[2] == "schema: scr" end, lines)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })

  next_is("- **Name or identifier:** ")
  local number = vim.api.nvim_win_get_cursor(0)[1] - 1
  local function asked_here()
    return vim.iter(vim.lsp.inlay_hint.get({ bufnr = 0 })):any(function(found)
      return found.inlay_hint.position.line == number
    end)
  end
  wait("the empty place asks its question", asked_here, lines)
  press("AChild K<Esc>")
  ok(line() == "- **Name or identifier:** Child K", "the answer stands behind its label", line())
  wait("and the question is gone", function() return not asked_here() end)

  next_is("- **Name of referrer:** ")
  press("AJ. Example<Esc>")
  next_is("- **Date of referral:** ")
  vim.cmd.Referral("prev")
  wait("there is no way back to what is answered", function()
    return not vim.startswith(line(), "- **Date of referral") and not vim.startswith(line(), "- **Name of referrer")
  end, line)
  vim.api.nvim_win_set_cursor(0, { number + 1, 0 })
  next_is("- **Date of referral:** ")
  press("A12 March 2015<Esc>")
  next_is("<!-- prompt: Which agencies were working with the child")
  press("ccEastmoor Police.<Esc>")
  next_is("- **Date the referrer became aware:** ")

  local function lenses()
    return vim.iter(vim.lsp.codelens.get(0)):map(function(lens) return lens.command.title end):totable()
  end
  wait("the title says how far the referral is", function()
    return vim.iter(lenses()):any(function(title) return title:find("^%d of 3 questions answered · %d+ prompts left$") end)
  end, lenses)
end)
