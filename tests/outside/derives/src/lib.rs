//! Types that somebody wrote, held against specs by derives. See `tests`.
