using System.Reflection;
using System.Text;
using Npgsql;

namespace Platform.Messaging.Tests;

/// <summary>Scripts run once, in order, whole or not at all.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task Replicas_that_start_together_apply_each_script_once()
    {
        await using var place = await Place.CreateAsync();
        await using var database = NpgsqlDataSource.Create(place.Database);
        var scripts = new Scripts(("0001_a.sql", "create table a (x int); select pg_sleep(0.2)"), ("0002_b.sql", "create table b (x int)"));

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new MigrationRunner(database, [typeof(MigrationRunner).Assembly, scripts]).RunAsync(default)));

        applied.Count(a => a.Count > 0).ShouldBe(1);
        applied.SelectMany(a => a).ShouldBe(["Platform.Messaging.Migrations.0001_outbox_inbox.sql", "0001_a.sql", "0002_b.sql"]);
        (await new MigrationRunner(database, [scripts]).RunAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Script_that_fails_is_named_and_leaves_nothing_behind()
    {
        await using var place = await Place.CreateAsync();
        await using var database = NpgsqlDataSource.Create(place.Database);
        var broken = new Scripts(("0001_good.sql", "create table good (x int)"), ("0002_bad.sql", "create table half (x int); insert into nowhere values (1)"));

        var error = await Should.ThrowAsync<InvalidOperationException>(() => new MigrationRunner(database, [broken]).RunAsync(default));

        error.Message.ShouldContain("0002_bad.sql");
        error.Message.ShouldContain("nowhere");
        await using var tables = database.CreateCommand("select string_agg(tablename, ' ' order by tablename) from pg_tables where schemaname = 'public'");
        (await tables.ExecuteScalarAsync()).ShouldBe("good schema_migrations");
        var mended = new Scripts(("0001_good.sql", "create table good (x int)"), ("0002_bad.sql", "create table whole (x int)"));
        (await new MigrationRunner(database, [mended]).RunAsync(default)).ShouldBe(["0002_bad.sql"]);
    }

    [Fact]
    public async Task Connection_that_breaks_in_a_script_is_reported_as_an_outage()
    {
        await using var place = await Place.CreateAsync();
        await using var database = NpgsqlDataSource.Create(place.Database);
        var cut = new Scripts(("0001_cut.sql", "select pg_terminate_backend(pg_backend_pid())"));

        var error = await Should.ThrowAsync<NpgsqlException>(() => new MigrationRunner(database, [cut]).RunAsync(default));

        new DatabaseUnavailability().Means(error).ShouldBeTrue();
    }

    [Theory]
    [InlineData("select @text::text")]
    [InlineData("select '\"\\u0000\"'::jsonb ->> 0 || @text::text")]
    public async Task Text_that_the_database_cannot_hold_is_the_data_s_fault_and_no_outage(string sql)
    {
        await using var place = await Place.CreateAsync();
        await using var database = NpgsqlDataSource.Create(place.Database);
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("text", sql.Contains("jsonb", StringComparison.Ordinal) ? "" : "a\0b");

        var error = await Should.ThrowAsync<PostgresException>(async () => await command.ExecuteScalarAsync());

        new DatabaseRefusedData().Means(error).ShouldBeTrue(error.SqlState);
        new DatabaseUnavailability().Means(error).ShouldBeFalse();
    }

    /// <summary>An assembly that has these embedded scripts.</summary>
    private sealed class Scripts(params (string Name, string Sql)[] scripts) : Assembly
    {
        public override string[] GetManifestResourceNames() => [.. scripts.Select(s => s.Name)];

        public override Stream? GetManifestResourceStream(string name) => new MemoryStream(Encoding.UTF8.GetBytes(scripts.Single(s => s.Name == name).Sql));
    }
}
