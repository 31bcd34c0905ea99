-- `:Referral`: each of its words asks the server or the program, and shows the answer.
local M = {}

local function say(text) vim.notify(text, vim.log.levels.INFO) end
local function warn(text) vim.notify("referral: " .. text, vim.log.levels.WARN) end

--- The program that the server is, which is the one for the terminal as well.
function M.program()
  local config = vim.lsp.config.referral
  local command = config and config.cmd
  return type(command) == "table" and command[1] or "referral"
end

--- Starts the program in a folder. What `finish` is given has a code, and what was printed; without `finish`, that is
--- the answer. Nothing, after a message, where the program does not start.
local function start(arguments, folder, finish)
  local command = vim.list_extend({ M.program() }, arguments)
  local starts, run = pcall(vim.system, command, { cwd = folder, text = true }, finish and vim.schedule_wrap(finish))
  if not starts then
    local why = vim.fn.isdirectory(folder) == 0 and ("there is no folder " .. folder)
      or ("%s cannot be started; :checkhealth referral says more"):format(M.program())
    warn(why)
    return
  end
  return finish and run or run:wait()
end

--- The client of the buffer; nothing, after a message, where there is none.
local function client()
  local found = require("referral").client()
  if not found then warn("the server does not run for this file; :checkhealth referral says more") end
  return found
end

--- Has the server carry out a command. `finish` is given the answer.
local function execute(server, command, arguments, finish)
  local buffer = vim.api.nvim_get_current_buf()
  server:exec_cmd({ title = command, command = command, arguments = { arguments } }, { bufnr = buffer },
    function(failure, answer)
      if failure then
        warn(failure.message)
      elseif finish then
        finish(answer)
      end
    end)
end

--- The kinds of referral that are known in a folder, each with its id and its name.
local function kinds(folder)
  local printed = start({ "schema", "list" }, folder)
  local list = {}
  for id, name in ((printed and printed.stdout) or ""):gmatch("([^\n:]+): ([^\n]+)") do
    list[#list + 1] = { id = id, name = name }
  end
  return list
end

local function absolute(path) return vim.fs.normalize(vim.fn.fnamemodify(path, ":p")) end

--- Writes the file and opens it. A file that is there is left as it is; the program sees to that.
local function begin(kind, file)
  local path = absolute(file)
  -- In the folder of the file, so that the kinds of its board count.
  start({ "new", kind, path }, vim.fs.dirname(path), function(run)
    if run.code ~= 0 then return warn(vim.trim(run.stderr)) end
    vim.cmd.edit(vim.fn.fnameescape(path))
  end)
end

--- Whether nothing is written in the buffer.
local function is_blank()
  return not vim.iter(vim.api.nvim_buf_get_lines(0, 0, -1, false)):any(function(line) return line:find("%S") end)
end

local function new(kind, file)
  local server = require("referral").client()
  if server and not file and is_blank() then
    -- The referral begins here; the server asks what is not given.
    local here = { schema = kind, textDocument = vim.lsp.util.make_text_document_params() }
    return execute(server, "referral.new", here)
  end
  if not kind then
    local options = { prompt = "Kind of referral:", format_item = function(item) return item.name end }
    return vim.ui.select(kinds(vim.fn.getcwd()), options, function(item)
      if item then new(item.id, file) end
    end)
  end
  if file then return begin(kind, file) end
  vim.ui.input({ prompt = "File: ", default = "new.referral.md", completion = "file" }, function(typed)
    if typed and typed ~= "" then begin(kind, typed) end
  end)
end

--- Where the cursor is, for the server.
local function position(encoding)
  local params = vim.lsp.util.make_position_params(0, encoding)
  local line = vim.api.nvim_get_current_line()
  -- Many an answer goes behind the last character of a line, where the cursor cannot be but while typing. Without this
  -- the next prompt would be that one again.
  if vim.fn.mode() == "n" and line ~= "" and vim.fn.charcol(".") == vim.fn.strchars(line) then
    params.position.character = vim.str_utfindex(line, encoding)
  end
  return params
end

--- Goes to a prompt. The server asks the editor to go there; where that was switched off, the answer says where it is.
local function walk(command)
  local server = client()
  if not server then return end
  execute(server, command, position(server.offset_encoding), function(place)
    local asks = vim.tbl_get(server.capabilities, "window", "showDocument", "support")
    if type(place) == "table" and place.range and not asks then
      vim.lsp.util.show_document(place, server.offset_encoding, { focus = true })
    end
  end)
end

--- Inserts every section and field that is missing.
local function missing()
  local server = client()
  if not server then return end
  execute(server, "referral.insertAllMissing", { textDocument = vim.lsp.util.make_text_document_params() })
end

local function status()
  local server = client()
  if not server then return end
  local params = { textDocument = vim.lsp.util.make_text_document_params(0) }
  server:request("referral/status", params, function(err, answer)
    if err then return warn(err.message) end
    say(type(answer) == "table" and require("referral").words(answer) or "The server has not opened this file yet.")
  end, 0)
end

local KINDS = { error = "E", warning = "W", information = "I", hint = "N" }

--- Puts the findings of saved files, all of the folder if none is named, into the quickfix list.
local function check(...)
  local folder = vim.fn.getcwd()
  local paths = vim.tbl_map(absolute, { ... })
  local arguments = vim.list_extend({ "check", "--format", "json", "--" }, #paths > 0 and paths or { "." })
  start(arguments, folder, function(run)
    local is_read, report = pcall(vim.json.decode, run.stdout)
    if not is_read then return warn(vim.trim(run.stderr)) end
    local items = {}
    for _, file in ipairs(report.files) do
      local path = file.path:sub(1, 1) == "/" and file.path or vim.fs.joinpath(folder, file.path)
      for _, finding in ipairs(file.findings) do
        items[#items + 1] = {
          filename = vim.fs.normalize(path),
          lnum = finding.line,
          end_lnum = finding.end_line,
          col = finding.column,
          end_col = finding.end_column,
          -- Columns are counted in characters.
          vcol = 1,
          type = KINDS[finding.severity],
          text = ("%s [%s]"):format(finding.message, finding.code),
        }
      end
    end
    vim.fn.setqflist({}, " ", { title = "referral check", items = items })
    if run.code == 2 then warn(vim.trim(run.stderr)) end
    if #items > 0 then
      vim.cmd("botright copen")
    else
      say(("Nothing was found; referrals looked at: %d."):format(report.summary.files))
    end
  end)
end

--- How long, in milliseconds, a server may take to leave before it is ended.
local LEAVING = 2000

local function restart()
  local running = vim.lsp.get_clients({ name = "referral" })
  local function have_left()
    return vim.iter(running):all(function(one) return one.rpc.is_closing() end)
  end
  for _, one in ipairs(running) do one:stop() end
  if not vim.wait(LEAVING, have_left, 10) then
    for _, one in ipairs(running) do one.rpc.terminate() end
  end
  -- Starts it for every buffer that is open already.
  vim.lsp.enable("referral")
end

local WORDS = {
  new = new,
  next = function() walk("referral.nextPrompt") end,
  prev = function() walk("referral.previousPrompt") end,
  missing = missing,
  status = status,
  check = check,
  restart = restart,
}

--- Carries out `:Referral` with these arguments.
function M.run(arguments)
  local word = WORDS[arguments[1]]
  if not word then
    local words = vim.tbl_keys(WORDS)
    table.sort(words)
    return warn(('"%s" is not known; there are %s'):format(arguments[1], table.concat(words, ", ")))
  end
  word(unpack(arguments, 2))
end

--- What could be typed next.
function M.complete(lead, line, position)
  local before = line:sub(1, position):match("Referral!?%s+(.*)$") or ""
  local typed = vim.split(vim.trim(before:sub(1, #before - #lead)), "%s+", { trimempty = true })
  local offers = {}
  if #typed == 0 then
    offers = vim.tbl_keys(WORDS)
  elseif typed[1] == "new" and #typed == 1 then
    offers = vim.tbl_map(function(kind) return kind.id end, kinds(vim.fn.getcwd()))
  elseif typed[1] == "check" or (typed[1] == "new" and #typed == 2) then
    return vim.fn.getcompletion(lead, "file")
  end
  table.sort(offers)
  return vim.tbl_filter(function(offer) return vim.startswith(offer, lead) end, offers)
end

return M
