using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>Rules of SQL and of consumers.</summary>
public sealed partial class DataTests
{
    /// <summary>
    /// Consumers that change nothing of their own: they apply facts to a view in memory, or pass on what may be repeated
    /// (a command is known to the device by its id, closing a connection twice is closing it).
    /// </summary>
    private static readonly string[] WithoutInbox = ["DirectoryEvents", "PitAccessEvents", "DeviceAccessEvents", "CommandDelivery", "CutOffConsumer", "MirrorConsumer", "UserMqttEvents"];

    /// <summary>Statements that are about all tenants on purpose, as <c>file: start of the statement</c>.</summary>
    private static readonly string[] AcrossTenants =
    [
        // Facts of events, applied to the device that they name.
        "src/DeviceRegistry/Licenses/LicenseStore.cs: update devices set license_status",
        "src/DeviceRegistry/Licenses/LicenseStore.cs: update devices set lease_valid_until",
        "src/DeviceRegistry/State/ReportStore.cs: update devices d set reported_status",
        "src/DeviceRegistry/State/StateStore.cs: select c.cause from devices d",
        "src/DeviceRegistry/Connections/ConnectionStore.cs: insert into device_connections",
        "src/DeviceRegistry/Connections/ConnectionStore.cs: insert into connection_refusals",
        // A command has no tenant of its own: its device was looked up with the caller's tenant before.
        "src/DeviceRegistry/Commands/CommandStore.cs: insert into commands",
        // The vendor's factory and ledger: routes of admins only, and steps of the device that was locked before.
        "src/DeviceRegistry/Factory/Ledger/LedgerStore.cs: update devices set lifecycle",
        "src/DeviceRegistry/Factory/Provisioning/ResultStore.cs: with told as",
        "src/DeviceRegistry/Factory/Activations/ActivationStore.cs: insert into setup_attempts",
        "src/DeviceRegistry/Factory/Activations/ActivationStore.cs: with claims as",
        "src/DeviceRegistry/Factory/Activations/ActivationStore.cs: with used as",
        // A person's own account and session, known by the number in the access token or by the password just checked.
        "src/Identity/Users/UserStore.cs: update users set password_hash",
        "src/Identity/Users/UserStore.cs: update users set name = nullif(coalesce(@name, name), ''), phone",
        "src/Identity/EmailChange/EmailChangeStore.cs: select exists (select 1 from users where user_id <> @userId",
        "src/Identity/EmailChange/EmailChangeStore.cs: update users set email = @Email",
        "src/Identity/Sessions/SessionStore.cs: with valid as ( update users set last_sign_in_at = @now where user_id = @UserId",
        "src/Identity/Sessions/SessionStore.cs: select exists (select 1 from sessions join users",
        // Other services ask for people by what they know of them.
        "src/Identity/Users/UserStore.cs: select {Person} from users u where u.user_id in",
        // A delivery that was claimed a moment ago, and the provider's signed word on the one that its address names.
        "src/Notifications/Messages/DeliveryStore.cs: update deliveries set state",
        // The watch of all cameras: each of its own pit, whose tenant is told.
        "src/DeviceRegistry/Cameras/CameraStore.cs: delete from camera_states s where not exists",
        "src/DeviceRegistry/Cameras/CameraStore.cs: update camera_states s set ask_at",
        "src/DeviceRegistry/Cameras/CameraStore.cs: update camera_states set is_offline = true",
        // Jobs for all tenants, and the switch, which admins and billing throw on a license that was read with its version.
        "src/Notifications/Mail/MailStore.cs: with due as (select mail_id from mails",
        "src/Licensing/Violations/ViolationStore.cs: delete from violations",
        "src/Licensing/Licenses/LicenseStore.cs: update licenses set status = 'expired'",
        "src/Licensing/Licenses/LicenseStore.cs: update licenses set status = @status",
    ];

    /// <summary>Files whose statements are put together from constants of the code itself.</summary>
    private static readonly string[] OwnConstants = ["src/Telemetry/Ingest/ReadingTable.cs"];

    [Fact]
    public void Lists_go_into_sql_as_arrays() => Repository.Projects
        .SelectMany(p => p.Sources)
        .SelectMany(s => s.Where(line => ListParameter().IsMatch(line)))
        .ShouldBeEmpty("write = any(@ids)");

    [Fact]
    public void Sql_takes_values_as_parameters_only() => Repository.Services
        .SelectMany(p => p.Sources)
        .Where(s => !OwnConstants.Contains(s.Path, StringComparer.Ordinal))
        .SelectMany(s => InterpolatedSql().Matches(s.Text).Select(m => $"{s.Path}: {m.Value.ReplaceLineEndings(" ")}"))
        .ShouldBeEmpty("a value inside quotes of an interpolated statement is an injection");

    [Fact]
    public void Consumer_that_writes_goes_through_the_inbox() => Repository.Projects
        .SelectMany(p => p.Sources)
        .SelectMany(s => ConsumerClass().Matches(s.Text).Select(m => (Name: m.Groups[1].Value, Source: s)))
        .Where(c => !WithoutInbox.Contains(c.Name, StringComparer.Ordinal) && !c.Source.Text.Contains(".OnceAsync(", StringComparison.Ordinal)
            && !c.Source.Text.Contains($"AddViewConsumer<{c.Name}>", StringComparison.Ordinal))
        .Select(c => $"{c.Source.Path}: {c.Name}")
        .ShouldBeEmpty();

    /// <summary>
    /// Statements of stores that touch a table with a tenant name the tenant. Jobs, consumers and internal snapshots work
    /// for the platform as a whole; what a caller reaches lives in files named *Store.cs and *Endpoints.cs.
    /// </summary>
    [Fact]
    public void Statement_on_a_table_of_tenants_names_the_tenant() =>
        StatementsWithoutTenant().Where(place => !AcrossTenants.Any(place.StartsWith)).ShouldBeEmpty();

    [Fact]
    public void List_of_statements_across_tenants_names_only_what_is_there() =>
        AcrossTenants.Where(start => !StatementsWithoutTenant().Any(place => place.StartsWith(start, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Migrations_are_numbered_without_gaps_or_repeats()
    {
        foreach (var project in Repository.Projects)
        {
            var folder = Path.Combine(project.Folder, "Migrations");
            if (!Directory.Exists(folder)) continue;
            var names = Directory.GetFiles(folder, "*.sql").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToArray();
            names.ShouldAllBe(n => MigrationName().IsMatch(n), $"{project.Name}");
            names.Select(n => int.Parse(n[..4])).ShouldBe(Enumerable.Range(1, names.Length), $"{project.Name}: {string.Join(", ", names)}");
        }
    }

    internal static IEnumerable<string> StatementsWithoutTenant()
    {
        foreach (var project in Repository.Services)
        {
            var tables = TablesWithTenant(project);
            foreach (var source in project.Sources.Where(s => s.Path.EndsWith("Store.cs", StringComparison.Ordinal) || s.Path.EndsWith("Endpoints.cs", StringComparison.Ordinal)))
            {
                foreach (Match statement in Statement().Matches(source.Text))
                {
                    var sql = statement.Groups[1].Value;
                    var touched = TouchedTable().Matches(sql).Select(m => m.Groups[1].Value).FirstOrDefault(tables.Contains);
                    if (touched is null || sql.Contains("tenant", StringComparison.Ordinal)) continue;
                    yield return $"{source.Path}: {string.Join(' ', sql.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))}";
                }
            }
        }
    }

    private static HashSet<string> TablesWithTenant(Project project)
    {
        var folder = Path.Combine(project.Folder, "Migrations");
        if (!Directory.Exists(folder)) return [];
        var sql = string.Join('\n', Directory.GetFiles(folder, "*.sql").Select(File.ReadAllText));
        return CreateTable().Matches(sql).Where(m => TenantColumn().IsMatch(m.Groups[2].Value)).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\bin @\w+", RegexOptions.IgnoreCase)]
    private static partial Regex ListParameter();

    [GeneratedRegex(@"\$+""{1,3}[^""]*\b(select|insert into|update|delete from)\b[^""]*'\{[^""]*", RegexOptions.IgnoreCase)]
    private static partial Regex InterpolatedSql();

    [GeneratedRegex(@"class (\w+)[^{]*:\s*[^{]*\bIConsumer<")]
    private static partial Regex ConsumerClass();

    [GeneratedRegex("\"\"\"(.*?)\"\"\"", RegexOptions.Singleline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(?:from|join|update|into)\s+(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex TouchedTable();

    [GeneratedRegex(@"create table (?:if not exists )?(\w+)\s*\((.*?)\n\)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"^\s*tenant_id\b", RegexOptions.Multiline)]
    private static partial Regex TenantColumn();

    [GeneratedRegex(@"^\d{4}_[a-z0-9_]+\.sql$")]
    private static partial Regex MigrationName();
}
