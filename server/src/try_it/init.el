;;; init.el --- Emacs as `referral try' starts it  -*- lexical-binding: t; -*-
;; All of it lies in a folder that is removed when the editor is left.

;; Everything would be compiled into the folder, and each warning of that shown.
(setq native-comp-async-report-warnings-errors 'silent
      native-comp-deferred-compilation nil
      native-comp-jit-compilation nil)
(require 'package)
(package-activate-all)                  ; what the system has installed for everybody
(load (expand-file-name "referral.el" (getenv "REFERRAL_TRY_FOLDER")) nil t)
(setq referral-command (list (getenv "REFERRAL_TRY_PROGRAM") "server")
      eglot-sync-connect nil
      make-backup-files nil
      auto-save-default nil)
(menu-bar-mode -1)
(global-visual-line-mode 1)
(when (fboundp 'eglot-inlay-hints-mode)
  (add-hook 'eglot-managed-mode-hook #'eglot-inlay-hints-mode))
(setq-default header-line-format
              " C-c e explain   C-c n next finding   C-c a mend it   C-c p next prompt   C-x C-c leave")
(define-key eglot-mode-map (kbd "C-c e") #'eldoc-doc-buffer)
(define-key eglot-mode-map (kbd "C-c n") #'flymake-goto-next-error)
(define-key eglot-mode-map (kbd "C-c a") #'eglot-code-actions)
(define-key eglot-mode-map (kbd "C-c p") #'referral-next-prompt)
