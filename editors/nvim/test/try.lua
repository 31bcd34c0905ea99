-- `referral try` as a person sees it: a terminal in this Neovim, in which it opens another editor.
local support = dofile(assert(os.getenv("REFERRAL_TEST_FOLDER")) .. "/support.lua")
local ok, wait = support.ok, support.wait
support.patience = 30000 -- whole editors are started

--- Runs `referral try` with `arguments`; `look` is given what waits for text on the screen, and what types.
local function try(arguments, look)
  local home = vim.fs.dirname(assert(os.getenv("REFERRAL_TEST_FILE")))
  local function folder(name)
    vim.fn.mkdir(home .. "/" .. name, "p")
    return home .. "/" .. name
  end
  local untouched = { folder("own-home"), folder("own-config"), folder("own-temporary") }

  vim.cmd.enew()
  local code
  local terminal = vim.fn.jobstart(vim.list_extend({ assert(os.getenv("REFERRAL_TEST_SERVER")), "try" }, arguments), {
    term = true,
    env = {
      PATH = vim.fs.dirname(vim.v.progpath) .. ":" .. os.getenv("PATH"),
      HOME = untouched[1],
      XDG_CONFIG_HOME = untouched[2],
      TMPDIR = untouched[3],
      DISPLAY = "",
    },
    on_exit = function(_, exit_code) code = exit_code end,
  })
  local function screen() return vim.api.nvim_buf_get_lines(0, 0, -1, false) end
  local function shows(what, part)
    wait(what, function() return table.concat(screen(), " "):gsub("%s+", " "):find(part, 1, true) end, screen)
  end
  look(shows, function(keys) vim.fn.chansend(terminal, keys) end)
  wait("it can be left", function() return code ~= nil end, screen)
  ok(code == 0, "with code 0", code)
  for _, name in ipairs(untouched) do
    ok(vim.deep_equal(vim.fn.readdir(name), {}), "nothing is left in " .. vim.fs.basename(name), vim.fn.readdir(name))
  end
end

support.run(function()
  vim.o.columns, vim.o.lines = 110, 50

  try({}, function(shows, type)
    shows("the sample is opened", "date-of-referral: 2015-05-14")
    shows("with what is missing in it", 'there is no "Basis" section')
    shows("and the keys to try", "K explain")
    type("/## Subject\rK")
    shows("K explains a section", "appropriate rationale")
    type(":qall!\r")
  end)

  try({ "--editor", "emacs" }, function(shows, type)
    shows("Emacs shows the sample", "date-of-referral: 2015-05-14")
    shows("and the keys to try", "C-c n next finding")
    -- Its mode line counts what is found once the server has said it.
    shows("and counts what is found", "Flymake[1 2")
    type("\3n")
    shows("a finding is said where the cursor goes", "49 working days passed between")
    type("\24\3")
  end)
end)
