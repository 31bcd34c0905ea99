-- `referral try` as a person sees it: a terminal in this Neovim, in which it opens another one.
local support = dofile(assert(os.getenv("REFERRAL_TEST_FOLDER")) .. "/support.lua")
local ok, wait = support.ok, support.wait

support.run(function()
  local home = vim.fs.dirname(assert(os.getenv("REFERRAL_TEST_FILE")))
  local function folder(name)
    vim.fn.mkdir(home .. "/" .. name, "p")
    return home .. "/" .. name
  end
  local untouched = { folder("own-home"), folder("own-config"), folder("own-temporary") }
  vim.o.columns, vim.o.lines = 110, 50

  local code
  local terminal = vim.fn.jobstart({ assert(os.getenv("REFERRAL_TEST_SERVER")), "try" }, {
    term = true,
    env = {
      PATH = vim.fs.dirname(vim.v.progpath) .. ":" .. os.getenv("PATH"),
      HOME = untouched[1],
      XDG_CONFIG_HOME = untouched[2],
      TMPDIR = untouched[3],
    },
    on_exit = function(_, exit_code) code = exit_code end,
  })
  local function screen() return vim.api.nvim_buf_get_lines(0, 0, -1, false) end
  local function shows(part)
    local text = table.concat(screen(), " "):gsub("%s+", " ")
    return text:find(part, 1, true)
  end

  wait("the sample is opened", function() return shows("date-of-referral: 2015-05-14") end, screen)
  wait("with what is missing in it", function() return shows('there is no "Basis" section') end, screen)
  wait("and the keys to try", function() return shows("K explain") end, screen)
  vim.fn.chansend(terminal, "/## Subject\rK")
  wait("K explains a section", function() return shows("appropriate rationale") end, screen)
  vim.fn.chansend(terminal, ":qall!\r")
  wait("it can be left", function() return code ~= nil end, screen)
  ok(code == 0, "with code 0", code)
  for _, name in ipairs(untouched) do
    ok(vim.deep_equal(vim.fn.readdir(name), {}), "nothing is left in " .. vim.fs.basename(name), vim.fn.readdir(name))
  end
end)
