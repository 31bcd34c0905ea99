;;; writing.el --- The sample referral in the real Emacs, from its findings to their end  -*- lexical-binding: t; -*-

;; Run by tests/emacs.rs with `emacs --batch'.  It waits for events, never for time to pass.

(package-initialize)
(require 'cl-lib)
(let ((plugin (file-name-directory (directory-file-name (file-name-directory load-file-name)))))
  (load (expand-file-name "referral.el" plugin) nil t))

(defun ok (holds what &optional seen)
  (unless holds
    (princ (format "not ok - %s\n%S\n%s\n" what seen (buffer-string)))
    (kill-emacs 1))
  (princ (format "ok - %s\n" what)))

(defun wait (condition what seen)
  (let ((limit (+ (float-time) 30)) (holds nil))
    (while (not (or (setq holds (funcall condition)) (> (float-time) limit)))
      (accept-process-output nil 0.05))
    (ok holds what (funcall seen))
    holds))

(defun texts ()
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun found (part)
  (cl-some (lambda (text) (string-match-p (regexp-quote part) text)) (texts)))

;; Batch Emacs runs no idle timers: what was typed is sent by hand.
(defun send ()
  (eglot--signal-textDocument/didChange))

(setq referral-command (list (getenv "REFERRAL_TEST_SERVER") "server" "--today" "2015-06-10")
      eglot-sync-connect 30
      eglot-confirm-server-initiated-edits nil
      referral-start-eglot nil)
(when (equal (getenv "REFERRAL_TEST_MODE") "referral-mode")
  (fmakunbound 'markdown-mode))
(find-file (getenv "REFERRAL_TEST_FILE"))
(ok (eq major-mode (if (fboundp 'markdown-mode) 'markdown-mode 'referral-mode)) "the name chooses the mode" major-mode)
(apply #'eglot (eglot--guess-contact))
(ok (eglot-current-server) "the server runs")

(flymake-mode 1)
(flymake-start)
(wait (lambda () (found "there is no \"Basis\" section")) "a section is missing" #'texts)

(goto-char (point-min))
(search-forward "## Rationale")
(let ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (ok (string-match-p "with an appropriate rationale" (format "%s" (plist-get hover :contents))) "the marker is quoted" hover))

(goto-char (point-min))
(search-forward "# Referral for")
(let* ((actions (eglot-code-actions (line-beginning-position) (line-end-position)))
       (titles (mapcar (lambda (action) (plist-get action :title)) actions))
       (basis (cl-find-if (lambda (action) (string-match-p "Basis" (plist-get action :title))) actions)))
  (ok basis "it can be inserted" titles)
  (eglot--apply-workspace-edit (plist-get basis :edit)))
(goto-char (point-min))
(ok (re-search-forward "^## Basis$" nil t) "it is inserted")
(send)
(wait (lambda () (not (found "there is no \"Basis\" section"))) "it is missing no more" #'texts)

(goto-char (point-min))
(search-forward "## Agencies involved")
(referral-next-prompt)
(ok (save-excursion (re-search-backward "^## " nil t) (looking-at "## Basis")) "the next prompt is in it" (point))
(delete-region (line-beginning-position) (line-end-position))
(insert "The criteria are met under regulation 5(2)(a) and (b)(ii): Child K was seriously harmed and abuse is known.")
(send)
(ok (string-match-p "2 of 3 questions answered, ready" (referral-status)) "the status says how far it is" (referral-status))

(referral-insert-all-missing)
(wait (lambda () (save-excursion (goto-char (point-min)) (search-forward "## Reason for delay" nil t)))
      "what is missing is inserted" #'texts)

(referral-new "sar: Adults" (expand-file-name "new.referral.md" (file-name-directory (buffer-file-name))))
(ok (looking-at-p "---\nschema: sar\n") "a new referral is written and opened" (buffer-name))
(set-buffer-modified-p nil)
(find-file (getenv "REFERRAL_TEST_FILE"))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(princ "done\n")
