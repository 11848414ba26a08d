use std::collections::HashMap;

use proptest::prelude::{Just, Strategy, prop_oneof};

use super::*;
use crate::testing::{NOW, ada, bid, bob, eve, project};

fn at_work() -> (Project, Bid) {
    let project = Project { status: ProjectStatus::WorkInProgress, ..project() };
    (project, Bid { status: BidStatus::Accepted, ..bid() })
}

fn part() -> Part {
    Part { amount: 10_000, reason: Reason::PartialPayment, description: "First drafts".into() }
}

fn milestone() -> Milestone {
    let (project, bid) = at_work();
    Milestone::new(&project, &bid, part(), NOW)
}

#[test]
fn the_owner_sets_money_aside_while_work_goes_on() {
    let (project, bid) = at_work();
    assert_eq!(create(&project, &bid, &ada()), Ok(()));
    assert_eq!(create(&project, &bid, &bob()), Err(Refusal::NotOwner));
    assert_eq!(create(&project, &bid, &eve()), Err(Refusal::Missing));
    for status in [ProjectStatus::Open, ProjectStatus::Complete, ProjectStatus::Closed] {
        let other = Project { status, ..project.clone() };
        assert_eq!(create(&other, &bid, &ada()), Err(Refusal::ProjectState), "{status:?}");
    }
    for status in BidStatus::ALL.into_iter().filter(|status| *status != BidStatus::Accepted) {
        let other = Bid { status, ..bid.clone() };
        assert_eq!(create(&project, &other, &ada()), Err(Refusal::BidState), "{status:?}");
    }
}

#[test]
fn each_act_leads_from_where_it_may_and_from_nowhere_else() {
    use MilestoneStatus::{Cancelled, Held, Released, Requested};
    let allowed = [
        (Act::Release(None), Held, Released),
        (Act::Release(None), Requested, Released),
        (Act::Request, Held, Requested),
        (Act::Cancel, Held, Cancelled),
        (Act::Cancel, Requested, Cancelled),
    ];
    for act in [Act::Release(None), Act::Request, Act::Cancel] {
        let owners = matches!(act, Act::Release(_));
        let (does, other) = if owners { (ada(), bob()) } else { (bob(), ada()) };
        for status in MilestoneStatus::ALL {
            let milestone = Milestone { status, ..milestone() };
            let to = allowed.iter().find(|row| (row.0, row.1) == (act, status)).map(|row| row.2);
            let acted = match milestone.act(act, &does) {
                Acted::Set(status) | Acted::Move(status, _) => Ok(status),
                Acted::Refuse(refusal) => Err(refusal),
            };
            assert_eq!(acted, to.ok_or(Refusal::MilestoneState), "{act:?} {status:?}");
            let wrong = if owners { Refusal::NotOwner } else { Refusal::NotBidder };
            assert_eq!(milestone.act(act, &other), Acted::Refuse(wrong), "{act:?} {status:?}");
            assert_eq!(milestone.act(act, &eve()), Acted::Refuse(Refusal::Missing), "{act:?} {status:?}");
        }
    }
}

#[test]
fn no_more_is_released_than_is_held() {
    let first = milestone().act(Act::Release(Some(4_000)), &ada());
    let part_paid = milestone().after(&first, NOW);
    assert_eq!(
        (part_paid.status, part_paid.released, part_paid.left()),
        (MilestoneStatus::Held, 4_000, 6_000)
    );
    for amount in [0, -1, 6_001, i64::MAX] {
        let refused = part_paid.act(Act::Release(Some(amount)), &ada());
        assert_eq!(refused, Acted::Refuse(Refusal::MoreThanHeld), "{amount}");
    }
    let rest = part_paid.act(Act::Release(None), &ada());
    let paid = part_paid.after(&rest, NOW);
    assert_eq!((paid.status, paid.released, paid.left()), (MilestoneStatus::Released, 10_000, 0));
}

#[test]
fn a_request_is_settled_once_by_whom_it_is_for() {
    let (project, bid) = at_work();
    let request = Request::new(&project, &bid, part(), &bob(), NOW).unwrap();
    assert_eq!(Request::new(&project, &bid, part(), &ada(), NOW), Err(Refusal::NotBidder));
    assert_eq!(Request::new(&project, &bid, part(), &eve(), NOW), Err(Refusal::Missing));
    let open = Project { status: ProjectStatus::Open, ..project.clone() };
    assert_eq!(Request::new(&open, &bid, part(), &bob(), NOW), Err(Refusal::ProjectState));
    let rows = [
        (Ask::Accept, ada(), bob(), Settled::Make(RequestStatus::Accepted), Refusal::NotOwner),
        (Ask::Reject, ada(), bob(), Settled::Set(RequestStatus::Rejected), Refusal::NotOwner),
        (Ask::Withdraw, bob(), ada(), Settled::Set(RequestStatus::Withdrawn), Refusal::NotBidder),
    ];
    for (ask, does, other, settled, wrong) in rows {
        assert_eq!(request.settle(ask, &project, &bid, &does), settled, "{ask:?}");
        assert_eq!(request.settle(ask, &project, &bid, &other), Settled::Refuse(wrong), "{ask:?}");
        assert_eq!(request.settle(ask, &project, &bid, &eve()), Settled::Refuse(Refusal::Missing), "{ask:?}");
        for status in [RequestStatus::Accepted, RequestStatus::Rejected, RequestStatus::Withdrawn] {
            let over = Request { status, ..request.clone() };
            let refused = over.settle(ask, &project, &bid, &does);
            assert_eq!(refused, Settled::Refuse(Refusal::MilestoneState), "{ask:?} {status:?}");
        }
    }
    let complete = Project { status: ProjectStatus::Complete, ..project };
    let late = request.settle(Ask::Accept, &complete, &bid, &ada());
    assert_eq!(late, Settled::Refuse(Refusal::ProjectState));
}

#[test]
fn each_fault_of_a_part_is_told() {
    let faults = |part: Part| part.faults().iter().map(|fault| fault.field).collect::<Vec<_>>();
    assert_eq!(faults(part()), [""; 0]);
    assert_eq!(faults(Part { amount: 0, description: String::new(), ..part() }), ["amount", "description"]);
}

#[test]
fn names_are_read_back() {
    for status in MilestoneStatus::ALL {
        assert_eq!(MilestoneStatus::parse(status.as_str()), Some(status));
    }
    for status in RequestStatus::ALL {
        assert_eq!(RequestStatus::parse(status.as_str()), Some(status));
    }
    for reason in Reason::ALL {
        assert_eq!(Reason::parse(reason.as_str()), Some(reason));
    }
}

/// What members try, sensible or not.
fn tries() -> impl Strategy<Value = (usize, Act, UserId)> {
    let act = prop_oneof![
        proptest::option::of(-5_i64..20_000).prop_map(Act::Release),
        Just(Act::Request),
        Just(Act::Cancel),
    ];
    (0_usize..3, act, prop_oneof![Just(ada()), Just(bob()), Just(eve())])
}

proptest::proptest! {
    #[test]
    fn the_ledger_balances_whatever_is_tried(
        amounts in proptest::collection::vec(1_i64..=15_000, 3),
        tried in proptest::collection::vec(tries(), 0..40),
    ) {
        let mut balances: HashMap<Account, i64> = HashMap::new();
        let mut book = |transfer: &Transfer| {
            for posting in transfer.postings() {
                let balance = balances.entry(posting.account).or_default();
                *balance += posting.amount;
                assert!(*balance >= 0 || posting.account.may_be_below_nothing(), "{:?}", posting.account);
            }
            assert!(transfer.amount > 0);
            assert_eq!(balances.values().sum::<i64>(), 0, "what leaves one account arrives in another");
            balances.clone()
        };
        let mut milestones: Vec<Milestone> = Vec::new();
        for (amount, number) in amounts.iter().zip(1..) {
            let made = Milestone {
                id: MilestoneId::from_number(number),
                part: Part { amount: *amount, ..part() },
                ..milestone()
            };
            book(&made.hold());
            milestones.push(made);
        }
        for (at, act, actor) in tried {
            let acted = milestones[at].act(act, &actor);
            let now = milestones[at].after(&acted, NOW);
            if let Acted::Move(_, transfer) = &acted {
                let balances = book(transfer);
                proptest::prop_assert_eq!(balances.get(&Account::Held(now.id)).copied(), Some(now.left()));
            }
            milestones[at] = now;
            let earned: i64 = milestones.iter().map(|milestone| milestone.released).sum();
            let left: i64 = milestones.iter().map(Milestone::left).sum();
            let returned: i64 = milestones.iter()
                .filter(|milestone| milestone.status == MilestoneStatus::Cancelled)
                .map(|milestone| milestone.part.amount - milestone.released).sum();
            proptest::prop_assert_eq!(earned + left + returned, amounts.iter().sum::<i64>());
        }
    }
}
