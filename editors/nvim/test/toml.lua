-- A board's schema and referral.toml: judged as they are typed, explained, completed; other TOML is left alone.
local support = dofile(assert(os.getenv("REFERRAL_TEST_FOLDER")) .. "/support.lua")
local ok, wait = support.ok, support.wait

vim.lsp.config("referral", { cmd = { assert(os.getenv("REFERRAL_TEST_SERVER")), "server" } })

local board = {
  'id = "eastmoor"',
  'extends = "scr"',
  "",
  "[[source]]",
  'id = "protocol"',
  'title = "Eastmoor Learning Protocol"',
  "",
  "[[timescale]]",
  'id = "referral"',
  "limit = { weeks = 2 }",
}

support.run(function()
  local folder = vim.fs.dirname(assert(os.getenv("REFERRAL_TEST_FILE")))
  vim.fn.mkdir(folder .. "/board/schemas", "p")
  vim.fn.mkdir(folder .. "/other", "p")
  vim.fn.writefile({ 'boards = "schemas"' }, folder .. "/board/referral.toml")
  vim.fn.writefile(board, folder .. "/board/schemas/eastmoor.toml")
  vim.fn.writefile({ "[package]", 'name = "other"' }, folder .. "/other/Cargo.toml")

  local function messages(buffer)
    return vim.tbl_map(function(found) return found.message end, vim.diagnostic.get(buffer))
  end
  local function client(buffer) return vim.lsp.get_clients({ bufnr = buffer, name = "referral" })[1] end

  vim.cmd.edit(vim.fn.fnameescape(folder .. "/board/schemas/eastmoor.toml"))
  local buffer = vim.api.nvim_get_current_buf()
  ok(vim.bo[buffer].filetype == "toml", "a board's schema is TOML", vim.bo[buffer].filetype)
  wait("the server starts for it", function() return client(buffer) and client(buffer).initialized end)
  ok(client(buffer).root_dir == folder .. "/board", "its root is where referral.toml is", client(buffer).root_dir)
  wait("the clock without a source is found", function() return #vim.diagnostic.get(buffer) == 1 end, function()
    return messages(buffer)
  end)
  local found = vim.diagnostic.get(buffer)[1]
  ok(found.lnum == 9 and found.message:find('needs a "source" of its own', 1, true), "on its line", found)

  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { 'source = "protocol"' })
  wait("giving one mends it, before it is saved", function() return #vim.diagnostic.get(buffer) == 0 end, function()
    return messages(buffer)
  end)

  local function ask(method, line, character)
    local params = {
      textDocument = vim.lsp.util.make_text_document_params(buffer),
      position = { line = line, character = character },
    }
    local answer = client(buffer):request_sync(method, params, support.patience, buffer)
    ok(answer and not answer.err, method .. " is answered", answer)
    return answer.result
  end
  local hover = ask("textDocument/hover", 9, 2)
  ok(hover.contents.value:find("How long it runs", 1, true), "a key says what it means", hover)
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { 'binds = ""' })
  local labels = vim.tbl_map(function(offer) return offer.label end, ask("textDocument/completion", 11, 9))
  ok(vim.tbl_contains(labels, "local-authority"), "an id is offered", labels)

  vim.cmd.split(vim.fn.fnameescape(folder .. "/board/referral.toml"))
  local settings = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(settings, -1, -1, false, { 'default-schema = "eastmor"' })
  wait("settings are judged as well", function() return #vim.diagnostic.get(settings) == 1 end, function()
    return messages(settings)
  end)
  ok(messages(settings)[1]:find('did you mean "eastmoor"?', 1, true), "with what may be meant", messages(settings))
  ok(#vim.lsp.get_clients({ name = "referral" }) == 1, "one server serves both")

  vim.cmd.split(vim.fn.fnameescape(folder .. "/other/Cargo.toml"))
  ok(vim.bo.filetype == "toml" and not client(vim.api.nvim_get_current_buf()), "no server for TOML elsewhere")

  vim.cmd.split(vim.fn.fnameescape(os.getenv("REFERRAL_TEST_FILE")))
  local referral = vim.api.nvim_get_current_buf()
  wait("a referral without a root still has findings", function() return #vim.diagnostic.get(referral) > 0 end)
  ok(vim.deep_equal(vim.fn.readfile(folder .. "/board/schemas/eastmoor.toml"), board), "no file was written")
end)
