using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
[assembly: AssemblyFixture(typeof(BrowserFixture))]
