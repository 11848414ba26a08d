//! What work is about: skills, and the categories they belong to.

/// A skill.
#[derive(Debug, PartialEq, Eq)]
pub struct Skill {
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: &'static str,
    /// Its name in addresses.
    pub slug: &'static str,
    /// The number of its category.
    pub category: i64,
}

/// A group of skills.
#[derive(Debug, PartialEq, Eq)]
pub struct Category {
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: &'static str,
}

/// The most skills of one project.
pub const MOST: usize = 10;

macro_rules! skills {
    ($($number:literal $category:literal { $($skill:literal $name:literal $slug:literal;)* })*) => {
        /// Every category, in the order of its number.
        pub const CATEGORIES: &[Category] = &[$(Category { number: $number, name: $category }),*];

        /// Every skill, grouped by category.
        pub const SKILLS: &[Skill] = &[
            $($(Skill { number: $skill, name: $name, slug: $slug, category: $number },)*)*
        ];
    };
}

skills! {
    1 "Websites and software" {
        3 "PHP" "php";
        9 "JavaScript" "javascript";
        10 "Java" "java";
        13 "Python" "python";
        44 "Linux" "linux";
        68 "SQL" "sql";
        115 "HTML" "html";
        335 "HTML5" "html-five";
        500 "Node.js" "node-js";
        701 "Rust" "rust";
        759 "React" "react";
        1002 "Software testing" "software-testing";
    }
    2 "Mobile" {
        58 "Mobile apps" "mobile-phone";
        59 "Android" "android";
        44001 "iOS" "ios";
        44002 "Kotlin" "kotlin";
        44003 "Swift" "swift";
    }
    3 "Design, media and architecture" {
        17 "Website design" "website-design";
        20 "Graphic design" "graphic-design";
        22 "Video editing" "video-editing";
        32 "Logo design" "logo-design";
        57 "Illustration" "illustration";
        150 "Photography" "photography";
        278 "User interface design" "user-interface-design";
        901 "Building architecture" "building-architecture";
    }
    4 "Writing and content" {
        18 "Copywriting" "copywriting";
        21 "Translation" "translation";
        27 "Proofreading" "proofreading";
        48 "Technical writing" "technical-writing";
        174 "Editing" "editing";
    }
    5 "Data entry and administration" {
        39 "Data entry" "data-entry";
        55 "Spreadsheets" "spreadsheets";
        72 "Virtual assistance" "virtual-assistance";
        412 "Customer support" "customer-support";
    }
    6 "Engineering and science" {
        36 "Electronics" "electronics";
        67 "Mathematics" "mathematics";
        292 "Machine learning" "machine-learning";
        331 "Mechanical engineering" "mechanical-engineering";
        913 "Data science" "data-science";
    }
    7 "Sales, marketing and business" {
        38 "Search engine optimisation" "seo";
        64 "Accounting" "accounting";
        88 "Social media marketing" "social-media-marketing";
        236 "Market research" "market-research";
        417 "Project management" "project-management";
    }
    8 "Local jobs" {
        1101 "Carpentry" "carpentry";
        1102 "Gardening" "gardening";
        1103 "House cleaning" "house-cleaning";
        1104 "Painting" "painting";
        1105 "Removals" "removals";
    }
}

impl Skill {
    /// By its number.
    pub fn find(number: i64) -> Option<&'static Self> {
        SKILLS.iter().find(|skill| skill.number == number)
    }
}

impl Category {
    /// Its skills.
    pub fn skills(&self) -> impl Iterator<Item = &'static Skill> {
        let number = self.number;
        SKILLS.iter().filter(move |skill| skill.category == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skill_has_a_number_and_an_address_of_its_own() {
        for skill in SKILLS {
            assert_eq!(Skill::find(skill.number), Some(skill));
            let same = SKILLS.iter().filter(|other| other.slug == skill.slug || other.name == skill.name);
            assert_eq!(same.count(), 1, "{}", skill.name);
        }
    }

    #[test]
    fn every_skill_is_in_its_category() {
        let counted: usize = CATEGORIES.iter().map(|category| category.skills().count()).sum();
        assert_eq!(counted, SKILLS.len());
    }
}
