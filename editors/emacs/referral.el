;;; referral.el --- Write safeguarding referrals with the referral language server  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: languages, text
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Starts `referral server' with Eglot for files named *.referral.md, and runs
;; the server's commands.  It knows nothing about referrals: see README.md.

;;; Code:

(require 'eglot)

(defgroup referral nil
  "Writing safeguarding referrals."
  :group 'text)

(defcustom referral-command '("referral" "server")
  "The language server: the program and its arguments."
  :type '(repeat string))

(defcustom referral-start-eglot t
  "Whether Eglot starts by itself in files named *.referral.md.
Where it does not, or for other Markdown, use \\[eglot]."
  :type 'boolean)

;; Emacs has no Markdown of its own everywhere, and the server needs none.
(define-derived-mode referral-mode text-mode "Referral"
  "Referrals where `markdown-mode' is not installed."
  (setq-local comment-start "<!-- " comment-end " -->"))
(put 'referral-mode 'eglot-language-id "markdown")

(add-to-list 'eglot-server-programs
             (cons '(markdown-mode gfm-mode markdown-ts-mode referral-mode)
                   (lambda (&rest _) referral-command)))

;;;###autoload
(defun referral-open ()
  "Choose the major mode of a file named *.referral.md, and start Eglot."
  (if (fboundp 'markdown-mode) (markdown-mode) (referral-mode))
  (when referral-start-eglot (eglot-ensure)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.referral\\.md\\'" . referral-open))

;; What is private to Eglot differs between its versions, so the server is told
;; the file and the line, and not Eglot's idea of them.
(defun referral--request (method parameters)
  "Ask the server METHOD with PARAMETERS, once it knows the text as it is."
  (jsonrpc-request (or (eglot-current-server) (user-error "Eglot is not running here: M-x eglot starts it"))
                   method parameters :deferred method))

(defun referral--run (command)
  "Run COMMAND of the server for this line of this file; return the result."
  (referral--request :workspace/executeCommand
                     `(:command ,command
                       :arguments [(:file ,(buffer-file-name) :line ,(line-number-at-pos nil t))])))

(defun referral--walk (command)
  "Go to the place that COMMAND tells, and say what is asked there."
  (when-let ((found (referral--run command))
             (start (plist-get (plist-get found :range) :start)))
    (push-mark nil t)
    (save-restriction
      (widen)
      (goto-char (point-min))
      (forward-line (plist-get start :line))
      (forward-char (min (plist-get start :character) (- (line-end-position) (point)))))
    (message "%s: %s" (plist-get found :name) (or (plist-get found :prompt) "what belongs here?"))))

(defun referral-next-prompt ()
  "Go to the next place that is still to be answered, after the last to the first."
  (interactive)
  (referral--walk "referral.nextPrompt"))

(defun referral-previous-prompt ()
  "Go to the place before this one that is still to be answered."
  (interactive)
  (referral--walk "referral.previousPrompt"))

(defun referral-insert-all-missing ()
  "Insert every section and field that the board needs and that is nowhere."
  (interactive)
  (referral--run "referral.insertAllMissing"))

(defun referral-status ()
  "Say how far the referral is: questions answered, prompts left, the next deadline."
  (interactive)
  (let* ((path-to-uri (if (fboundp 'eglot-path-to-uri) #'eglot-path-to-uri #'eglot--path-to-uri))
         (document (list :uri (funcall path-to-uri (buffer-file-name))))
         (status (referral--request :referral/status (list :textDocument document)))
         (questions (append (plist-get status :questions) nil))
         (answered (seq-count (lambda (question) (eq (plist-get question :answered) t)) questions))
         (prompts (plist-get status :promptsLeft))
         (deadline (plist-get status :nextDeadline)))
    (if (not (plist-get status :schema))
        (message "This is no referral: %s" (plist-get status :why))
      (message "%d of %d questions answered, %s; %d prompts left that the board needs, and %d besides%s"
               answered (length questions) (plist-get status :status)
               (plist-get prompts :needed) (plist-get prompts :besides)
               (if deadline
                   (format "; %s: %s" (plist-get deadline :label) (plist-get deadline :date))
                 "")))))

(defun referral-new (schema file)
  "Write an empty referral of the kind SCHEMA into the new FILE, and open it."
  (interactive
   (list (completing-read "Kind of referral: " (referral--kinds) nil t)
         (read-file-name "New file: " nil nil nil "new.referral.md")))
  (let ((schema (car (split-string schema ":")))
        (file (expand-file-name file)))
    (with-temp-buffer
      (unless (eq 0 (call-process (car referral-command) nil t nil "new" schema file))
        (user-error "%s" (string-trim (buffer-string)))))
    (find-file file)))

(defun referral--kinds ()
  "The kinds of referral there are in this folder, each as \"id: name\"."
  (process-lines (car referral-command) "schema" "list"))

(provide 'referral)
;;; referral.el ends here
