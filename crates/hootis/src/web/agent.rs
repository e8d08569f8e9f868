//! What a browser says of itself, reduced to a family, a major version and a platform.
//!
//! Everything comes from the tables below: not a character of what was sent is kept but the digits of the version.

/// What is kept of a browser's name for itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Agent {
    /// The family: `Firefox`; `robot` for what says so; `other` for what is in no table.
    pub family: &'static str,
    /// The major version, where the family has one.
    pub version: Option<u16>,
    /// The platform: `Windows`, `macOS`, `Linux`, `Android`, `iOS`, `ChromeOS` or `other`.
    pub platform: &'static str,
}

/// What stands before the version, and the family it stands for. The first that is found wins: those that
/// pretend to be others come before the others.
const FAMILIES: [(&str, &str); 23] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Ddg/", "DuckDuckGo"),
    ("MiuiBrowser/", "Mi Browser"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("UCBrowser/", "UC Browser"),
    ("GSA/", "Google"),
    ("SeaMonkey/", "SeaMonkey"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
    ("MSIE ", "Internet Explorer"),
    ("rv:11", "Internet Explorer"),
];

/// What a platform is recognised by. The first that is found wins: Android says Linux too.
const PLATFORMS: [(&str, &str); 9] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("iPod", "iOS"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
    ("X11", "Linux"),
];

/// What robots call themselves, in lower case; browsers put no address into their name.
const ROBOTS: [&str; 22] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "http://",
    "https://",
    "curl",
    "wget",
    "python",
    "java/",
    "go-http",
    "okhttp",
    "httpclient",
    "libwww",
    "perl",
    "ruby",
    "headless",
    "monitor",
    "probe",
    "scan",
    "fetch",
    "preview",
];

/// A robot, or nothing at all.
const ROBOT: &str = "robot";
/// What is in no table.
const OTHER: &str = "other";

impl Agent {
    /// Reads what a browser sent.
    #[must_use]
    pub fn parse(sent: &str) -> Self {
        // No browser's name is longer, and nobody makes us read more.
        let sent = sent.get(..512).unwrap_or(sent);
        let platform = PLATFORMS.iter().find(|(sign, _)| sent.contains(sign)).map_or(OTHER, |(_, platform)| platform);
        let lower = sent.to_ascii_lowercase();
        // No family's own name may hold one of these: `Cubot` is a phone.
        if sent.trim().is_empty() || ROBOTS.iter().any(|robot| lower.replace("cubot", "").contains(robot)) {
            return Self { family: ROBOT, version: None, platform };
        }
        let found = FAMILIES.iter().find_map(|(sign, family)| sent.find(sign).map(|at| (*family, &sent[at + sign.len()..])));
        match found {
            // Safari says its version elsewhere; others that say `Version/` are webviews.
            Some(("Safari", _)) if !sent.contains("Safari/") => Self { family: OTHER, version: None, platform },
            Some(("Internet Explorer", rest)) if rest.starts_with(['.', ')']) && sent.contains("Trident/") => {
                Self { family: "Internet Explorer", version: Some(11), platform }
            }
            Some(("Internet Explorer", _)) if sent.contains("rv:11") && !sent.contains("Trident/") => Self { family: OTHER, version: None, platform },
            Some((family, rest)) => Self { family, version: major(rest), platform },
            None => Self { family: OTHER, version: None, platform },
        }
    }

    /// Whether it is a program that says so, or says nothing.
    #[must_use]
    pub fn is_robot(&self) -> bool {
        self.family == ROBOT
    }

    /// « Firefox 145, Linux »: what a person knows their own browser by; empty for a robot and what is in no table.
    #[must_use]
    pub fn described(&self) -> String {
        let browser = Some(self.browser()).filter(|_| !self.is_robot() && self.family != OTHER);
        let platform = Some(self.platform.to_owned()).filter(|_| self.platform != OTHER);
        browser.into_iter().chain(platform).collect::<Vec<_>>().join(", ")
    }

    /// « Firefox 145 »
    #[must_use]
    pub fn browser(&self) -> String {
        self.version.map_or_else(|| self.family.to_owned(), |version| format!("{} {version}", self.family))
    }
}

/// The digits that a text begins with, if they are a version that a browser may have.
fn major(text: &str) -> Option<u16> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    text[..digits].parse().ok().filter(|version| (1..1_000).contains(version))
}

#[cfg(test)]
mod tests {
    use super::Agent;

    #[test]
    fn browsers_are_known_by_family_version_and_platform() {
        let mozilla = "Mozilla/5.0 ";
        for (sent, browser, platform) in [
            ("(X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox 145", "Linux"),
            ("(Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128", "Windows"),
            ("(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome 142", "Windows"),
            (
                "(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge 142",
                "Windows",
            ),
            ("(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15", "Safari 26", "macOS"),
            (
                "(iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari 18",
                "iOS",
            ),
            (
                "(iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1",
                "Chrome 142",
                "iOS",
            ),
            (
                "(iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15",
                "Firefox 145",
                "iOS",
            ),
            ("(Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome 142", "Android"),
            (
                "(Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                "Samsung Internet 28",
                "Android",
            ),
            ("(Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36", "Chrome 119", "Android"),
            ("(X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome 142", "ChromeOS"),
            ("(X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 OPR/124.0.0.0", "Opera 124", "Linux"),
            ("(Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer 11", "Windows"),
            ("(compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)", "Internet Explorer 9", "Windows"),
        ] {
            let agent = Agent::parse(&format!("{mozilla}{sent}"));
            assert_eq!((agent.browser().as_str(), agent.platform), (browser, platform), "{sent}");
            assert!(!agent.is_robot(), "{sent}");
        }
    }

    #[test]
    fn a_person_is_told_browser_and_platform_as_far_as_they_are_known() {
        for (sent, told) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox 145, Linux"),
            ("Mozilla/5.0 (Windows NT 10.0) strange/1", "Windows"),
            ("strange/1", ""),
            ("", ""),
        ] {
            assert_eq!(Agent::parse(sent).described(), told, "{sent}");
        }
    }

    #[test]
    fn robots_are_told_from_people() {
        for sent in [
            "",
            "  ",
            "curl/8.5.0",
            "Wget/1.21.4",
            "python-requests/2.32",
            "Go-http-client/2.0",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36",
        ] {
            assert!(Agent::parse(sent).is_robot(), "{sent}");
        }
    }

    #[test]
    fn nothing_of_what_was_sent_is_kept() {
        let agent = Agent::parse("canary-7d1f Mozilla/5.0 (X11; canary-7d1f; Linux) Firefox/145.canary-7d1f");
        assert_eq!((agent.browser().as_str(), agent.platform), ("Firefox 145", "Linux"));
        for sent in ["canary-7d1f/1.0", "Firefox/canary", "Firefox/99999999999999", "Firefox/0", "Chrome/1234"] {
            let agent = Agent::parse(sent);
            assert!(!format!("{agent:?}").contains("canary") && agent.version.is_none(), "{agent:?}");
        }
        // Cut where no character is.
        assert_eq!(Agent::parse(&"é".repeat(400)).family, "other");
        assert_eq!(Agent::parse(&"x".repeat(100_000)).family, "other");
    }
}
