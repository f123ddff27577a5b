//! An order for things that refer to each other.

/// Numbers, each after those that it leads to.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// All numbers.
    pub sorted: Vec<usize>,
    /// Where that cannot be: a number, and another that comes before it although it leads to it. Each circle has one
    /// such pair, and no number is twice in the first place.
    pub circles: Vec<(usize, usize)>,
}

/// Orders the numbers below the length of `edges`, which has for each number those that it leads to.
pub(super) fn order(edges: &[Vec<usize>]) -> Order {
    let mut search = Search {
        edges,
        visits: vec![Visit::Unseen; edges.len()],
        order: Order::default(),
    };
    for start in 0..edges.len() {
        if search.visits[start] == Visit::Unseen {
            search.from(start);
        }
    }
    let circles = &mut search.order.circles;
    circles.sort_unstable();
    circles.dedup_by_key(|(first, _)| *first);
    search.order
}

/// How far a search has come with a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Unseen,
    Open,
    Done,
}

struct Search<'e> {
    edges: &'e [Vec<usize>],
    visits: Vec<Visit>,
    order: Order,
}

impl Search<'_> {
    /// Keeps a stack of its own: a way can be too long for that of the program.
    fn from(&mut self, start: usize) {
        let mut way = vec![(start, self.edges[start].iter())];
        self.visits[start] = Visit::Open;
        while let Some((number, rest)) = way.last_mut() {
            let number = *number;
            let Some(&inner) = rest.next() else {
                way.pop();
                self.visits[number] = Visit::Done;
                self.order.sorted.push(number);
                continue;
            };
            match self.visits[inner] {
                Visit::Unseen => {
                    self.visits[inner] = Visit::Open;
                    way.push((inner, self.edges[inner].iter()));
                }
                Visit::Open => self.order.circles.push((inner, number)),
                Visit::Done => {}
            }
        }
    }
}

/// Which numbers lead to each other.
#[derive(Debug)]
pub(super) struct Circles {
    /// The group of each number: two that lead to each other are in one.
    pub of: Vec<usize>,
    /// How many groups there are.
    pub count: usize,
    /// For each group whether its numbers lead to themselves.
    circular: Vec<bool>,
}

impl Circles {
    /// Whether a number leads to itself.
    pub fn holds(&self, number: usize) -> bool {
        self.circular[self.of[number]]
    }

    /// Whether two numbers lead to each other.
    pub fn share(&self, one: usize, other: usize) -> bool {
        self.of[one] == self.of[other] && self.holds(one)
    }
}

/// For each number those that lead to it, as often as they do.
pub(super) fn backwards(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut back = vec![Vec::new(); edges.len()];
    for (number, inner) in edges.iter().enumerate() {
        for inner in inner {
            back[*inner].push(number);
        }
    }
    back
}

/// Finds the numbers that lead to each other or to themselves.
pub(super) fn circular(edges: &[Vec<usize>]) -> Circles {
    let back = backwards(edges);
    let mut circles = Circles {
        of: vec![usize::MAX; edges.len()],
        count: 0,
        circular: Vec::new(),
    };
    // What is reached backwards from the last of an order, and not from later ones, leads there, too.
    for &start in order(edges).sorted.iter().rev() {
        if circles.of[start] != usize::MAX {
            continue;
        }
        let group = circles.count;
        circles.of[start] = group;
        let mut size = 0;
        let mut open = vec![start];
        while let Some(number) = open.pop() {
            size += 1;
            for &before in &back[number] {
                if circles.of[before] == usize::MAX {
                    circles.of[before] = group;
                    open.push(before);
                }
            }
        }
        circles
            .circular
            .push(size > 1 || edges[start].contains(&start));
        circles.count += 1;
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_led_to_comes_first() {
        let found = order(&[vec![2, 1], vec![2], vec![], vec![0]]);
        assert_eq!(found.sorted, [2, 1, 0, 3]);
        assert_eq!(found.circles, []);
    }

    #[test]
    fn circles_are_found_once() {
        let found = order(&[vec![1, 1], vec![2], vec![0, 0, 2], vec![1]]);
        assert_eq!(found.sorted.len(), 4);
        assert_eq!(found.circles, [(0, 2), (2, 2)]);
    }

    #[test]
    fn numbers_that_lead_to_each_other_are_one_group() {
        let found = circular(&[vec![1], vec![2, 3], vec![1], vec![3], vec![0]]);
        assert_eq!(found.count, 4);
        let circular: Vec<bool> = (0..5).map(|number| found.holds(number)).collect();
        assert_eq!(circular, [false, true, true, true, false]);
        assert!(found.share(1, 2) && found.share(3, 3));
        assert!(!found.share(1, 3) && !found.share(0, 0));
    }

    #[test]
    fn long_ways_do_not_overflow() {
        let edges: Vec<Vec<usize>> = (0..1_000_000)
            .map(|number| vec![(number + 1) % 1_000_000])
            .collect();
        assert_eq!(order(&edges).circles, [(0, 999_999)]);
    }
}
