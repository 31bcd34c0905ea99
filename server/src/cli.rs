//! The command line as a person types it.
//!
//! No command is carried out here, and none is listed that does not work yet.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use referral_analysis::settings::FailOn;

use crate::files::Asked;

/// Checks safeguarding review referrals written in Markdown.
#[derive(Debug, Parser)]
#[command(name = "referral", version)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Says what a board would miss in referrals.
    ///
    /// Ends with code 0 if nothing weighs as much as --fail-on, 1 if something does, and 2 if not all could be done.
    Check(CheckArguments),
    /// Mends what can be mended without changing what was meant.
    Fix(FixArguments),
    /// Shows what was recognised in a document, and what was not.
    Outline(OutlineArguments),
    /// Writes an empty referral with the questions to answer.
    New(NewArguments),
    /// Explains a finding's code, or what belongs in a section or field; lists all codes if none is given.
    Explain(ExplainArguments),
    /// Lists, shows and checks the kinds of referral that are known.
    #[command(subcommand)]
    Schema(SchemaCommand),
    /// Shows a sample referral in an editor, set up for this one run, or in print where there is no Neovim.
    Try(TryArguments),
    /// Writes what a shell needs to complete these commands when Tab is pressed.
    Completions {
        /// The shell.
        #[arg(value_enum, value_name = "SHELL")]
        shell: Shell,
    },
    /// Writes the page of the manual for this program or for one of its commands.
    Man(ManArguments),
    /// Says what this program finds here: settings, kinds of referral, and editors with how to set each up.
    Doctor,
    /// Speaks the language server protocol over standard input and output.
    Server {
        /// The date to judge by, as YYYY-MM-DD, in place of today.
        #[arg(long, value_name = "DATE")]
        today: Option<NaiveDate>,
        /// Accepted because some clients pass it; there is no other transport.
        #[arg(long, hide = true)]
        stdio: bool,
    },
}

/// Which documents, and in whose eyes.
#[derive(Debug, Args)]
pub struct Documents {
    /// Files and folders; `-` is the standard input. The current folder if neither these nor a list are given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A file that lists more of them, one on each line or with a NUL after each; `-` is the standard input.
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// The name of what comes from the standard input.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// Takes every document for a referral of this kind.
    #[arg(long, value_name = "ID")]
    pub schema: Option<String>,
    /// The date to judge by, as YYYY-MM-DD, in place of today.
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// The settings to use, in place of the nearest referral.toml.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

impl Documents {
    /// What is said about which documents.
    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked {
            paths: &self.paths,
            files_from: self.files_from.as_deref(),
            stdin_filename: self.stdin_filename.as_deref(),
            config: self.config.as_deref(),
        }
    }
}

/// What `check` is told.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Which documents.
    #[command(flatten)]
    pub documents: Documents,
    /// Judges drafts as if they were ready.
    #[arg(long)]
    pub ready: bool,
    /// From which severity on the exit code is 1; "warning" if neither this nor referral.toml says.
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<Threshold>,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Checks again whenever something changes, until Ctrl-C.
    #[arg(long)]
    pub watch: bool,
    /// Says which schema was chosen for each document, and why others were passed over.
    #[arg(short, long)]
    pub verbose: bool,
}

/// What `fix` is told.
#[derive(Debug, Args)]
pub struct FixArguments {
    /// Which documents.
    #[command(flatten)]
    pub documents: Documents,
    /// Applies also what needs a second look, such as headings to be filled in.
    #[arg(long = "unsafe")]
    pub also_unsafe: bool,
    /// Shows the changes and writes nothing.
    #[arg(long)]
    pub diff: bool,
}

/// What `outline` is told.
#[derive(Debug, Args)]
pub struct OutlineArguments {
    /// The document; `-` is the standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The name of what comes from the standard input.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// Takes it for a referral of this kind.
    #[arg(long, value_name = "ID")]
    pub schema: Option<String>,
    /// The settings to use, in place of the nearest referral.toml.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How the outline is written.
    #[arg(long, value_enum, default_value_t = OutlineFormat::Text)]
    pub format: OutlineFormat,
}

/// What `new` is told.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// The kind of referral; `referral schema list` lists them.
    #[arg(value_name = "SCHEMA")]
    pub schema: String,
    /// The file to write, which must not be there yet; the standard output if none is given.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// What `try` is told.
#[derive(Debug, Args)]
pub struct TryArguments {
    /// The editor; Neovim, if it is there, where none is named.
    #[arg(long, value_enum, value_name = "EDITOR")]
    pub editor: Option<Editor>,
    /// The packed extension that VS Code is given.
    #[arg(long, value_name = "FILE", requires = "editor")]
    pub vsix: Option<PathBuf>,
}

/// An editor that the sample can be shown in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Editor {
    /// Neovim 0.11 or later.
    Nvim,
    /// VS Code.
    Code,
    /// Helix.
    Hx,
    /// Emacs with Eglot.
    Emacs,
}

/// What `explain` is told.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A finding's code such as `empty-section`, or the id of a section or field such as `basis`; a list of all codes if none is given.
    #[arg(value_name = "CODE|ID")]
    pub name: Option<String>,
    /// The kind of referral that the section or field is of.
    #[arg(long, value_name = "ID", requires = "name")]
    pub schema: Option<String>,
}

/// What `man` is told.
#[derive(Debug, Args)]
pub struct ManArguments {
    /// The command whose page is wanted, such as `check` or `schema list`; the program's own page if none is given.
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
    /// Writes the pages of the program and of all its commands into this folder instead.
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    pub out: Option<PathBuf>,
}

/// What `schema` is to do.
#[derive(Debug, Subcommand)]
pub enum SchemaCommand {
    /// Lists the kinds of referral that are known.
    List,
    /// Shows the file of a schema.
    Show {
        /// The schema's id.
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Says what is wrong with schema files: those given, else those in use.
    Check {
        /// Schema files.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Writes the JSON Schema of a kind of file.
    Json {
        /// Which.
        #[arg(value_enum, default_value_t = JsonSchemaOf::Schema)]
        of: JsonSchemaOf,
    },
}

/// Of what a JSON Schema is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum JsonSchemaOf {
    /// A schema file.
    Schema,
    /// What `check --format json` writes.
    Check,
    /// referral.toml.
    Config,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person.
    Text,
    /// For a program.
    Json,
    /// For a program, an object for each document and a line for each object.
    Jsonl,
    /// For GitHub Actions, which shows each finding beside its line.
    Github,
    /// SARIF 2.1.0, for code hosts and editors that read it.
    Sarif,
    // The backticks that clippy asks for would stand in the help.
    #[allow(clippy::doc_markdown)]
    /// JUnit XML, for build servers, which show a test for each finding.
    Junit,
}

/// How an outline is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutlineFormat {
    /// For a person.
    Text,
    /// For a program.
    Json,
}

/// From which severity on a check fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Threshold {
    /// Errors alone.
    Error,
    /// Warnings and errors.
    Warning,
    /// All but hints.
    Information,
    /// Any finding.
    Hint,
    /// None.
    Never,
}

impl From<Threshold> for FailOn {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Error => FailOn::Error,
            Threshold::Warning => FailOn::Warning,
            Threshold::Information => FailOn::Information,
            Threshold::Hint => FailOn::Hint,
            Threshold::Never => FailOn::Never,
        }
    }
}

/// The day to judge by: the one given, else today where the writer is.
pub fn day(given: Option<NaiveDate>) -> NaiveDate {
    given.unwrap_or_else(|| chrono::Local::now().date_naive())
}
