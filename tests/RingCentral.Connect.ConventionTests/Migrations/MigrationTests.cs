using System.Reflection;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore.Migrations;
using RingCentral.Connect.ConventionTests.Sources;
using RingCentral.Connect.Migrations;
using Xunit;

namespace RingCentral.Connect.ConventionTests.Migrations;

public sealed class MigrationTests
{
    /// <summary>The tables of the first release: nobody runs what was before.</summary>
    private const string Baseline = "20261125220627_BulkWorks";

    private static readonly Version Current = Version.Parse(XDocument.Parse(SourceTree.Read("Directory.Build.props")).Descendants("VersionPrefix").Single().Value);

    private static readonly List<Type> All =
        [.. typeof(DesignTimeConnectDbContextFactory).Assembly.GetTypes().Where(type => type.GetCustomAttribute<MigrationAttribute>() is not null)];

    [Fact]
    public void Migrations_only_add() =>
        Violations.AssertNone(All.Where(IsAfterBaseline).SelectMany(type => MigrationRule.Check((Migration)Activator.CreateInstance(type)!, Current)));

    [Fact]
    public void The_baseline_is_there() => Assert.Contains(All, type => IdOf(type) == Baseline);

    [Fact]
    public void What_only_adds_is_allowed() => Assert.Empty(MigrationRule.Check(new Adding(), Current));

    [Theory]
    [InlineData(typeof(DroppingColumn))]
    [InlineData(typeof(AddingRequiredColumn))]
    [InlineData(typeof(RenamingColumn))]
    [InlineData(typeof(IndexingInOneGo))]
    [InlineData(typeof(AddingUniqueIndex))]
    [InlineData(typeof(RunningSql))]
    [InlineData(typeof(ContractingTooSoon))]
    public void What_would_stop_the_release_before_is_found(Type migration) => Assert.Single(MigrationRule.Check((Migration)Activator.CreateInstance(migration)!, Current));

    [Fact]
    public void What_was_reviewed_is_allowed()
    {
        Assert.Empty(MigrationRule.Check(new ReviewedSql(), Current));
        Assert.Empty(MigrationRule.Check(new ContractingInTime(), Current));
    }

    private static bool IsAfterBaseline(Type type) => string.CompareOrdinal(IdOf(type), Baseline) > 0;

    private static string IdOf(Type type) => type.GetCustomAttribute<MigrationAttribute>()!.Id;

    private sealed class Adding : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable("things", table => new { id = table.Column<Guid>() });
            migrationBuilder.CreateIndex("ix_things", "things", "id", unique: true);
            migrationBuilder.AddColumn<string>("note", "sessions", nullable: true);
            migrationBuilder.AddColumn<int>("weight", "sessions", nullable: false, defaultValue: 3);
            migrationBuilder.CreateIndex("ix_sessions_note", "sessions", "note").Annotation("Npgsql:CreatedConcurrently", true);
        }
    }

    private sealed class DroppingColumn : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("note", "sessions");
    }

    private sealed class AddingRequiredColumn : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<int>("weight", "sessions", nullable: false);
    }

    private sealed class RenamingColumn : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.RenameColumn("note", "sessions", "remark");
    }

    private sealed class IndexingInOneGo : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex("ix_sessions_note", "sessions", "note");
    }

    private sealed class AddingUniqueIndex : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.CreateIndex("ix_sessions_note", "sessions", "note", unique: true).Annotation("Npgsql:CreatedConcurrently", true);
    }

    private sealed class RunningSql : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE sessions SET note = ''");
    }

    [Expands("The release before never reads the column.")]
    private sealed class ReviewedSql : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE sessions SET note = ''");
    }

    [Contracts("0.0.1", "The column has had no reader since then.")]
    private sealed class ContractingInTime : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("note", "sessions");
    }

    [Contracts("999.0.0", "The column has no reader any more.")]
    private sealed class ContractingTooSoon : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("note", "sessions");
    }
}
