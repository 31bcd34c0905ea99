-- What the tests of the editor share: they wait for events, never for time to pass, and end the editor
-- with a code.
local M = { passed = 0 }

--- How long, in milliseconds, an event may take before the test fails. Machines that run tests are slow.
M.patience = 10000

function M.ok(is_so, what, seen)
  if not is_so then
    error(("%s\nseen: %s"):format(what, vim.inspect(seen)), 0)
  end
  M.passed = M.passed + 1
  io.stdout:write(("ok %d - %s\n"):format(M.passed, what))
end

--- Waits until `is_so` holds. `seen` tells what there was instead.
function M.wait(what, is_so, seen)
  local came = vim.wait(M.patience, function() return is_so() and true or false end, 5)
  M.ok(came, what, not came and seen and seen() or nil)
end

--- Runs a test and ends the editor, with a code other than 0 if the test failed.
function M.run(test)
  local passed, why = xpcall(test, function(why)
    return type(why) == "string" and why or debug.traceback(vim.inspect(why))
  end)
  if passed then
    io.stdout:write(("%d passed, 0 failed\n"):format(M.passed))
    vim.cmd("qall!")
  else
    io.stdout:write(("not ok %d - %s\n%d passed, 1 failed\n"):format(M.passed + 1, why, M.passed))
    vim.cmd("cquit! 1")
  end
end

return M
