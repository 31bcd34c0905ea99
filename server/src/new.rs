//! `referral new`: writes an empty referral. A file that is there is never touched.
//!
//! What an empty referral looks like is not known here.

use std::fs::File;
use std::io::{self, ErrorKind, Write};

use anyhow::bail;
use referral_analysis::settings::Settings;
use referral_analysis::template::template;

use crate::cli::NewArguments;
use crate::config::Config;
use crate::files::{plain_io, slashed};
use crate::read::no_such_schema;

/// Carries out `referral new`; the answer is the exit code.
///
/// # Errors
/// When there is no such schema, or the file is there or cannot be written.
pub fn run(arguments: &NewArguments) -> anyhow::Result<u8> {
    let target = arguments.file.as_deref().unwrap_or(std::path::Path::new("."));
    let target = std::path::absolute(target)?;
    let folder = if arguments.file.is_some() { target.parent() } else { Some(target.as_path()) };
    let config = Config::find(folder, &Settings::default());
    let Some(schema) = config.catalogue.get(&arguments.schema) else {
        return Err(no_such_schema(&arguments.schema, &config));
    };
    let text = template(schema, "\n");
    let Some(path) = &arguments.file else {
        io::stdout().write_all(text.as_bytes())?;
        return Ok(0);
    };
    let name = slashed(path);
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{name} is there already and was left as it is; choose another name")
        }
        Err(error) => bail!("cannot write {name}: {}", plain_io(&error)),
    };
    if let Err(error) = file.write_all(text.as_bytes()).and_then(|()| file.sync_all()) {
        drop(file);
        // It was made a moment ago and holds half a template at most.
        let _ = std::fs::remove_file(path);
        bail!("cannot write {name}: {}", plain_io(&error));
    }
    anstream::eprintln!("{name} is there to be filled in; `referral check {name}` says what is still open");
    Ok(0)
}
