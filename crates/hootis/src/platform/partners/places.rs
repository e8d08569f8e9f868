//! Which partner answers for which place.

use hootis_policy::processors::Partner;

/// What stands in a list of regions for none of them.
pub(super) const ELSEWHERE: &str = "-";

/// The regions of a country that partners name, in the order of the operator's file.
pub(super) fn regions<'a>(partners: &'a [Partner], country: &str) -> Vec<&'a str> {
    let mut regions: Vec<&str> = Vec::new();
    for region in partners.iter().filter(|partner| is_in(partner, country)).flat_map(|partner| &partner.regions) {
        if !regions.contains(&region.as_str()) {
            regions.push(region);
        }
    }
    regions
}

/// Whether a region is one that can be chosen in a country: one that a partner names, none of them, or not said.
pub(super) fn is_known(partners: &[Partner], country: &str, region: &str) -> bool {
    region.is_empty() || region == ELSEWHERE || regions(partners, country).contains(&region)
}

/// Who answers for a place: the partner of the region first, then that of the whole country.
pub(super) fn find<'a>(partners: &'a [Partner], country: &str, region: &str) -> Option<&'a Partner> {
    let here = || partners.iter().filter(|partner| partner.is_for(country, region));
    here().find(|partner| !partner.regions.is_empty()).or_else(|| here().next())
}

fn is_in(partner: &Partner, country: &str) -> bool {
    partner.countries.iter().any(|c| c.eq_ignore_ascii_case(country))
}
