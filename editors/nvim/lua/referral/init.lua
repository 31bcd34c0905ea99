-- What the server told of each referral, for a status line, and what is switched on for referrals alone.
--
-- Nothing here looks at a text: a buffer is a referral if the server says so.
local M = {}

--- What is set in `vim.g.referral`.
local function set(name)
  local all = vim.g.referral
  if type(all) == "table" then return all[name] end
end

--- Hints and lenses are on unless they are set to false.
local function is_wanted(name) return set(name) ~= false end

--- What the server left open is nil, in whichever way it came.
local function given(value)
  if value ~= vim.NIL then return value end
end

--- The client that serves a buffer, the current one if none is given; none that is about to leave.
function M.client(buffer)
  for _, client in ipairs(vim.lsp.get_clients({ bufnr = buffer or 0, name = "referral" })) do
    if not client:is_stopped() then return client end
  end
end

--- "1 prompt", "2 prompts"; nothing for none.
local function several(count, one)
  if count > 0 then return ("%d %s%s"):format(count, one, count == 1 and "" or "s") end
end

local function answered(status)
  local count = 0
  for _, question in ipairs(status.questions) do
    if question.answered == true then count = count + 1 end
  end
  return ("%d of %d answered"):format(count, #status.questions)
end

--- How far a referral is, in a few words.
local function brief(status)
  local parts = { #status.questions > 0 and answered(status) or status.schema }
  if status.status == "draft" then parts[#parts + 1] = "draft" end
  local deadline = given(status.nextDeadline)
  -- One that nobody could confirm is said with that, and not in passing.
  if deadline and deadline.confirmed then parts[#parts + 1] = "next deadline " .. deadline.date end
  return table.concat(parts, ", ")
end

--- What `referral/status` answered, in one line.
function M.words(status)
  if not given(status.schema) then return ("This is no referral: %s."):format(status.why) end
  local parts = { ("%s: %s"):format(status.schema, #status.questions > 0 and answered(status) or "no questions") }
  if status.status == "draft" then parts[#parts + 1] = "draft" end
  local left, besides = status.promptsLeft.needed, status.promptsLeft.besides
  parts[#parts + 1] = left + besides == 0 and "no prompt left" or ("%s left%s"):format(
    several(left, "prompt") or "no prompt that is needed", besides > 0 and (" and %d optional"):format(besides) or "")
  local counts = status.counts
  for _, found in ipairs({
    several(counts.errors, "error") or false,
    several(counts.warnings, "warning") or false,
    several(counts.informations, "information") or false,
    several(counts.hints, "hint") or false,
  }) do
    if found then parts[#parts + 1] = found end
  end
  local deadline = given(status.nextDeadline)
  if deadline then
    local doubt = deadline.confirmed and "" or " (not confirmed)"
    parts[#parts + 1] = ("next deadline %s, %s%s"):format(deadline.date, deadline.label, doubt)
  end
  return table.concat(parts, ", ")
end

--- For a status line: how far the referral in the buffer is; empty where there is none.
---
--- Asks nobody: the server tells when something has changed, and the status line is drawn again.
function M.statusline(buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  local status = vim.b[buffer].referral_status
  if not status or not given(status.schema) or not M.client(buffer) then return "" end
  -- It may stand in the option itself, where a percent sign means something else.
  return (brief(status):gsub("%%", "%%%%"))
end

--- Asks for the lenses of this client alone, and shows them.
local function show_lenses(buffer)
  local client = M.client(buffer)
  if not client then return end
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
  client:request("textDocument/codeLens", params, vim.lsp.codelens.on_codelens, buffer)
end

--- Later Neovims keep lenses fresh by themselves.
local function keeps_lenses() return vim.lsp.codelens.enable ~= nil end

--- Switches on, once for each buffer, what can be switched off again.
local function begin(buffer)
  if vim.b[buffer].referral_begun then return end
  vim.b[buffer].referral_begun = true
  if is_wanted("inlay_hints") then vim.lsp.inlay_hint.enable(true, { bufnr = buffer }) end
  -- From 0.12 on. It draws into the text while one types, so only who asks for it has it.
  if set("inline_completion") == true and vim.lsp.inline_completion then
    vim.lsp.inline_completion.enable(true, { bufnr = buffer })
  end
  if not is_wanted("code_lens") then return end
  if keeps_lenses() then
    vim.lsp.codelens.enable(true, { bufnr = buffer })
    return
  end
  local group = vim.api.nvim_create_augroup("referral.lenses", { clear = false })
  vim.api.nvim_clear_autocmds({ group = group, buffer = buffer })
  vim.api.nvim_create_autocmd({ "BufEnter", "InsertLeave", "TextChanged" }, {
    group = group,
    buffer = buffer,
    callback = function() show_lenses(buffer) end,
  })
end

--- What the server tells by itself, after an analysis that changed any of it.
function M.told(status, client_id)
  local buffer = vim.uri_to_bufnr(status.textDocument.uri)
  if not vim.lsp.buf_is_attached(buffer, client_id) then return end
  vim.b[buffer].referral_status = status
  if given(status.schema) then
    begin(buffer)
    if is_wanted("code_lens") and not keeps_lenses() then show_lenses(buffer) end
  end
  vim.cmd.redrawstatus({ bang = true })
end

return M
