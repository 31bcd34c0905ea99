//! A table with its columns aligned.
//!
//! A table too wide for a line gets one space around each cell and no more; one that could be read in two ways is left.

/// Characters that an aligned row may have. Wider tables hold prose, and padding would drown it.
const WIDEST: usize = 120;
/// Dashes that a column has at least.
const FEWEST_DASHES: usize = 3;

/// Each of `lines`, the rows of a table, as it should be; nothing for those to leave as they are.
pub(super) fn aligned(lines: &[&str]) -> Vec<Option<String>> {
    let untouched = vec![None; lines.len()];
    // Escaped escapes and code are read in one way here and in another there.
    if lines.iter().any(|line| line.contains('`') || line.contains("\\\\")) {
        return untouched;
    }
    let rows: Vec<Vec<&str>> = lines.iter().map(|line| cells(line)).collect();
    let (Some(header), Some(rule)) = (rows.first(), rows.get(1)) else { return untouched };
    let columns = header.len();
    if rule.len() != columns || !rule.iter().all(|cell| is_rule(cell)) {
        return untouched;
    }
    let mut widths = vec![FEWEST_DASHES; columns];
    for (number, row) in rows.iter().enumerate() {
        for (width, cell) in widths.iter_mut().zip(row).filter(|_| number != 1) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let is_wide = widths.iter().sum::<usize>() + 3 * columns + 1 > WIDEST;
    let mut aligned = Vec::with_capacity(lines.len());
    for (number, (row, line)) in rows.iter().zip(lines).enumerate() {
        // A line without a bar below a table is prose to everybody but Markdown.
        let is_row = line.contains('|') && !(is_wide && number == 1);
        aligned.push(is_row.then(|| {
            let mut text = String::from("|");
            for column in 0..columns.max(row.len()) {
                let cell = row.get(column).copied().unwrap_or("");
                let rule = rule.get(column).copied().unwrap_or("-");
                let width = widths.get(column).copied().filter(|_| !is_wide).unwrap_or(0);
                text.push(' ');
                text.push_str(&if number == 1 { dashes(rule, width) } else { padded(cell, rule, width) });
                text.push_str(" |");
            }
            text
        }));
    }
    aligned
}

/// The cells of a row, without the white space around them.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim_matches([' ', '\t']);
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices('|') {
        if line.get(..at).is_some_and(|before| before.ends_with('\\')) {
            continue;
        }
        cells.push(line.get(start..at).unwrap_or("").trim_matches([' ', '\t']));
        start = at + 1;
    }
    let rest = line.get(start..).unwrap_or("").trim_matches([' ', '\t']);
    if !rest.is_empty() || cells.is_empty() {
        cells.push(rest);
    }
    cells
}

fn is_rule(cell: &str) -> bool {
    let dashes = cell.strip_prefix(':').unwrap_or(cell);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
}

fn dashes(rule: &str, width: usize) -> String {
    let (left, right) = (rule.starts_with(':'), rule.ends_with(':'));
    let count = width.saturating_sub(usize::from(left) + usize::from(right)).max(1);
    format!("{}{}{}", if left { ":" } else { "" }, "-".repeat(count), if right { ":" } else { "" })
}

fn padded(cell: &str, rule: &str, width: usize) -> String {
    let spaces = width.saturating_sub(cell.chars().count());
    let before = match (rule.starts_with(':'), rule.ends_with(':')) {
        (true, true) => spaces / 2,
        (false, true) => spaces,
        _ => 0,
    };
    format!("{}{cell}{}", " ".repeat(before), " ".repeat(spaces - before))
}
