using RingCentral.Connect.ConventionTests.Assemblies;
using Xunit;

namespace RingCentral.Connect.ConventionTests.Arrows;

public sealed class ArrowTests
{
    [Fact]
    public void Rooms_use_only_the_rooms_that_they_may_use() => Violations.AssertNone(ArrowRule.Check(ProductAssemblies.Service));

    [Theory]
    [InlineData("class A { Pages.Page? p; }", "a field")]
    [InlineData("class A { void M(System.Collections.Generic.List<Pages.Page[]> p) { } }", "an argument of a generic parameter")]
    [InlineData("class A { object M() => new Pages.Page(); }", "a body")]
    [InlineData("class A { async Task MAsync() { await Task.Yield(); Pages.Page.Do(); } }", "a state machine")]
    [InlineData("class A { Action M() => () => Pages.Page.Do(); }", "a closure")]
    [InlineData("class A { bool M(object o) => o is Pages.Page; }", "a cast")]
    [InlineData("class A { object M() => Activator.CreateInstance<Pages.Page>(); }", "a type argument")]
    [InlineData("class A : Pages.Page { }", "a base class")]
    [InlineData("class A { void M() { try { } catch (Pages.Fault) { } } }", "a catch clause")]
    [InlineData("[System.Diagnostics.DebuggerTypeProxy(typeof(Pages.Page))] class A { }", "an attribute")]
    public void An_arrow_against_the_plan_is_found_in(string source, string where)
    {
        var sample = SampleAssembly.Compile(
            $"namespace RingCentral.Connect.Vault {{ {source} }}"
            + "namespace RingCentral.Connect.Pages.Admin { class Other { Vault.A? a; } }"
            + "namespace RingCentral.Connect.Pages { class Page { public static void Do() { } } class Fault : Exception { } }");

        var found = ArrowRule.Check(sample).Distinct().ToList();

        Assert.True(found.Count > 0, $"not found in {where}");
        Assert.All(found, violation => Assert.StartsWith("RingCentral.Connect.Vault.A uses RingCentral.Connect.Pages.", violation, StringComparison.Ordinal));
    }

    [Fact]
    public void Arrows_are_not_transitive()
    {
        var sample = SampleAssembly.Compile(
            "namespace RingCentral.Connect.KeepAlive { class Sweep { RingCentralApi.Client? c; Vault.Rotation? r; } }"
            + "namespace RingCentral.Connect.Vault { class Rotation { RingCentralApi.Client? c; } }"
            + "namespace RingCentral.Connect.RingCentralApi { class Client { } }");

        var violation = Assert.Single(ArrowRule.Check(sample).Distinct());
        Assert.StartsWith("RingCentral.Connect.KeepAlive.Sweep uses RingCentral.Connect.RingCentralApi.Client", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_room_that_is_not_on_the_plan_is_found() =>
        Assert.Contains("no room 'Attic'", Assert.Single(ArrowRule.Check(SampleAssembly.Compile("namespace RingCentral.Connect.Attic { class Box { } }"))), StringComparison.Ordinal);

    [Fact]
    public void A_generated_page_belongs_to_the_pages()
    {
        var sample = SampleAssembly.Compile(
            "namespace AspNetCoreGeneratedDocument { class Pages_Index { RingCentral.Connect.Hosting.Startup? s; } }"
            + "namespace RingCentral.Connect.Hosting { class Startup { } }");

        Assert.Contains("Pages may use", Assert.Single(ArrowRule.Check(sample).Distinct()), StringComparison.Ordinal);
    }
}
