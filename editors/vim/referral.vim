" Starts `referral server` with vim-lsp for Markdown, and goes from prompt to prompt.
" It knows nothing about referrals: see README.md beside this file.

if exists('g:loaded_referral') || !executable('referral')
  finish
endif
let g:loaded_referral = 1

function! s:root(...) abort
  let l:file = lsp#utils#get_buffer_path()
  return lsp#utils#path_to_uri(lsp#utils#find_nearest_parent_file_directory(l:file, ['referral.toml', '.git/']))
endfunction

function! s:register() abort
  call lsp#register_server({
    \ 'name': 'referral',
    \ 'cmd': ['referral', 'server'],
    \ 'allowlist': ['markdown'],
    \ 'root_uri': function('s:root'),
    \ })
endfunction

function! s:ask(command) abort
  let l:arguments = [{'textDocument': lsp#get_text_document_identifier(), 'line': line('.')}]
  call lsp#send_request('referral', {
    \ 'method': 'workspace/executeCommand',
    \ 'params': {'command': a:command, 'arguments': l:arguments},
    \ 'on_notification': function('s:go'),
    \ })
endfunction

function! s:go(data) abort
  let l:found = get(a:data.response, 'result', v:null)
  if type(l:found) != v:t_dict || !has_key(l:found, 'range')
    return
  endif
  call cursor(lsp#utils#position#lsp_to_vim('%', l:found.range.start))
  redraw
  echo l:found.name .. ': ' .. (type(l:found.prompt) == v:t_string ? l:found.prompt : 'what belongs here?')
endfunction

command! ReferralNext call s:ask('referral.nextPrompt')
command! ReferralPrev call s:ask('referral.previousPrompt')
command! ReferralMissing call s:ask('referral.insertAllMissing')

augroup referral
  autocmd!
  autocmd User lsp_setup call s:register()
augroup END
