//! Charts: drawn by the server as SVG, named, described in a sentence, told apart by dashes as well as by colour, with
//! the same numbers as a table beneath.

mod scale;

use askama::Template;
use askama::filters::HtmlSafe;

use scale::{Scale, short};

use crate::words;

/// The drawing, in its own units: the page scales it.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 220.0;
/// Room for the labels of the axes: start, top, end, bottom.
const ROOM: [f64; 4] = [44.0, 12.0, 12.0, 26.0];
/// The most labels below.
const LABELS: usize = 6;

/// One line of a chart.
#[derive(Clone, Debug)]
pub struct Series {
    /// What it shows.
    pub name: String,
    /// One value for each moment.
    pub values: Vec<u64>,
}

/// Lines over time.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The element's id.
    pub id: &'static str,
    /// What it shows.
    pub heading: String,
    /// The unit of its values, after a number.
    pub unit: &'static str,
    /// When each value was: short, for the axis.
    pub labels: Vec<String>,
    /// The same in full, for the table.
    pub moments: Vec<String>,
    /// The lines.
    pub series: Vec<Series>,
}

/// A chart as it is drawn.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/line_chart.html")]
pub struct LineChart {
    id: &'static str,
    heading: String,
    description: String,
    lines: Vec<Drawn>,
    grid: Vec<(f64, String)>,
    marks: Vec<(f64, String)>,
    moments: Vec<String>,
    unit: &'static str,
}

/// Its template escapes what it holds, so a page takes it as it is.
impl HtmlSafe for LineChart {}

#[derive(Clone, Debug)]
struct Drawn {
    name: String,
    path: String,
    area: String,
    values: Vec<u64>,
}

impl Lines {
    /// Draws it.
    pub fn draw(self) -> LineChart {
        let most = self.series.iter().flat_map(|series| &series.values).copied().max().unwrap_or(0);
        let scale = Scale::to(most);
        let [start, top, end, bottom] = ROOM;
        let (width, height) = (WIDTH - start - end, HEIGHT - top - bottom);
        let count = self.moments.len();
        let x = |index: usize| start + width * (index as f64 + 0.5) / count.max(1) as f64;
        let y = |value: u64| top + height * (1.0 - value as f64 / scale.top as f64);
        let lines = self.series.iter().map(|series| draw(series, &x, &y, top + height)).collect();
        let step = count.div_ceil(LABELS).max(1);
        LineChart {
            id: self.id,
            description: describe(&self),
            heading: self.heading,
            lines,
            grid: scale.ticks().map(|value| (y(value), short(value))).collect(),
            marks: (0..count)
                .step_by(step)
                .filter_map(|index| Some((x(index), self.labels.get(index)?.clone())))
                .collect(),
            moments: self.moments,
            unit: self.unit,
        }
    }
}

fn draw(series: &Series, x: &dyn Fn(usize) -> f64, y: &dyn Fn(u64) -> f64, ground: f64) -> Drawn {
    let points: Vec<String> = series
        .values
        .iter()
        .enumerate()
        .map(|(index, value)| format!("{:.1} {:.1}", x(index), y(*value)))
        .collect();
    let path = format!("M{}", points.join("L"));
    let area = match series.values.len() {
        0 => String::new(),
        count => format!("{path}L{:.1} {ground:.1}L{:.1} {ground:.1}Z", x(count - 1), x(0)),
    };
    Drawn { name: series.name.clone(), path, area, values: series.values.clone() }
}

/// The range and the oddest moment, in a sentence.
fn describe(lines: &Lines) -> String {
    let sums: Vec<u64> = (0..lines.moments.len())
        .map(|index| lines.series.iter().filter_map(|series| series.values.get(index)).sum())
        .collect();
    let Some((index, most)) =
        sums.iter().enumerate().max_by_key(|(_, sum)| **sum).filter(|(_, most)| **most > 0)
    else {
        return words::t("chart-nothing").to_string();
    };
    let least = sums.iter().min().copied().unwrap_or(0);
    let phrase = words::t("chart-range")
        .with("least", format!("{least}{}", lines.unit))
        .with("most", format!("{most}{}", lines.unit))
        .with("moment", lines.moments.get(index).map_or("", String::as_str));
    phrase.to_string()
}

impl LineChart {
    /// The value of each line at a moment, for the table.
    fn row(&self, index: &usize) -> Vec<u64> {
        self.lines.iter().map(|line| line.values.get(*index).copied().unwrap_or(0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(values: Vec<u64>) -> Lines {
        let moments: Vec<String> = (0..values.len()).map(|hour| format!("{hour:02}:00")).collect();
        Lines {
            id: "calls",
            heading: "Calls".into(),
            unit: "",
            labels: moments.clone(),
            moments,
            series: vec![Series { name: "Succeeded".into(), values }],
        }
    }

    #[test]
    fn the_description_says_range_and_oddest_moment() {
        assert_eq!(lines(vec![3, 9, 4]).draw().description, "Between 3 and 9; most at 01:00.");
        assert_eq!(lines(vec![0, 0]).draw().description, "Nothing in this time.");
    }

    #[test]
    fn the_table_has_the_drawn_numbers() {
        let text = lines(vec![3, 9, 4]).draw().render().unwrap();
        assert!(text.contains("role=\"img\"") && text.contains("<desc"));
        for number in ["<td>3</td>", "<td>9</td>", "<td>4</td>"] {
            assert!(text.contains(number), "{text}");
        }
        assert_eq!(text.matches("<tr>").count(), 4);
    }

    #[test]
    fn the_highest_value_lies_inside_the_drawing() {
        for most in [0, 1, 7, 10, 999, 1_000_001] {
            let chart = lines(vec![most]).draw();
            let y: f64 = chart.lines[0].path.split(' ').nth(1).unwrap().parse().unwrap();
            assert!((ROOM[1]..=HEIGHT - ROOM[3]).contains(&y), "{most}: {y}");
        }
    }
}
