-- Markdown that is no referral: the server is there and says nothing.
local support = dofile(assert(os.getenv("REFERRAL_TEST_FOLDER")) .. "/support.lua")
local ok, wait = support.ok, support.wait

vim.lsp.config("referral", { cmd = { assert(os.getenv("REFERRAL_TEST_SERVER")), "server" } })

support.run(function()
  local folder = vim.fs.dirname(assert(os.getenv("REFERRAL_TEST_FILE")))
  local sample = vim.fn.readfile(os.getenv("REFERRAL_TEST_FILE"))
  local notes = folder .. "/notes.md"
  vim.fn.writefile({ "# Notes", "", "The Mental Health Act 2005 does not exist." }, notes)

  vim.cmd.edit(vim.fn.fnameescape(notes))
  local buffer = vim.api.nvim_get_current_buf()
  local function client() return vim.lsp.get_clients({ bufnr = buffer, name = "referral" })[1] end
  wait("the server starts", function() return client() and client().initialized end)

  -- A referral opened after it: once that has findings, the notes have been looked at as well.
  vim.cmd.split(vim.fn.fnameescape(os.getenv("REFERRAL_TEST_FILE")))
  local referral = vim.api.nvim_get_current_buf()
  wait("a referral beside it has findings", function() return #vim.diagnostic.get(referral) > 0 end)
  ok(#vim.lsp.get_clients({ name = "referral" }) == 1, "one server serves both")
  ok(#vim.diagnostic.get(buffer) == 0, "the notes have none", vim.diagnostic.get(buffer))

  vim.cmd.bdelete()
  wait("closing a referral takes its findings away", function() return #vim.diagnostic.get(referral) == 0 end)

  -- The same text, pasted into a file without the name and the front matter, is not ours either.
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.list_slice(sample, 7))
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = 0, character = 0 } }
  local answer = client():request_sync("textDocument/hover", params, support.patience, buffer)
  ok(answer and not answer.err, "the server has seen the pasted text", answer)
  ok(#vim.diagnostic.get(buffer) == 0, "and still finds nothing", vim.diagnostic.get(buffer))
  ok(vim.deep_equal(vim.fn.readfile(os.getenv("REFERRAL_TEST_FILE")), sample), "no file was written")
end)
