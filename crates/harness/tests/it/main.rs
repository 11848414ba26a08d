//! Everything that is asked of the finished binary, from the outside.

/// Makes a test of each function, on either engine.
macro_rules! on_both_engines {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test] async fn $name() { super::$name(harness::server::Engine::Sqlite).await; })*
        }
        mod postgres {
            $(#[tokio::test] async fn $name() { super::$name(harness::server::Engine::Postgres).await; })*
        }
    };
}

mod browser;
mod crash;
mod documents;
mod http;
mod tidy;
