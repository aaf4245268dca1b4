using System.Globalization;
using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Platform.AppHost.Local.Running;

/// <summary>What a person needs to begin: addresses, accounts, where to look.</summary>
internal static class Summary
{
    private const int Column = 14;

    public static string Compose(LocalSettings settings, IReadOnlyList<Supervisor> supervisors, string statePage, TimeSpan taken, bool withAccounts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\nReady after {taken.TotalSeconds:0.0} s\n\n");
        foreach (var supervisor in supervisors.Where(supervisor => supervisor.State != UnitState.NotStarted))
        {
            var plan = Resource.PlanOf(supervisor.Unit.Resource);
            foreach (var (name, url, label) in StatePage.AddressesOf(supervisor).Where(address => IsForPeople(plan, address.Name)))
                Line(text, label ?? name, AsSeenFrom(settings.Host, url));
        }

        Line(text, "resources", statePage);
        Line(text, "logs", settings.LogFolder);
        if (withAccounts)
            Accounts(text, Path.Combine(settings.Folder, "summary.json"));
        return text.ToString();
    }

    private static bool IsForPeople(ResourcePlan plan, string endpoint)
    {
        var known = plan.Endpoint("", endpoint);
        return known.External || known.FixedPort is not null || (known.IsHttp && plan.ExternalHttp);
    }

    private static string AsSeenFrom(string host, string url) => host is LocalSettings.Loopback or "localhost" or "0.0.0.0"
        ? url
        : url.Replace(LocalSettings.Loopback, host, StringComparison.Ordinal);

    private static void Accounts(StringBuilder text, string path)
    {
        if (!File.Exists(path))
            return;
        using var summary = JsonDocument.Parse(File.ReadAllText(path));
        if (!summary.RootElement.TryGetProperty("accounts", out var accounts) || accounts.GetArrayLength() == 0)
            return;
        text.Append('\n');
        Line(text, "account", $"{"user",-28} {"password",-28} tenant");
        foreach (var account in accounts.EnumerateArray())
            Line(text, Text(account, "role"), $"{Text(account, "username"),-28} {Text(account, "password"),-28} {Text(account, "tenant")}".TrimEnd());
    }

    private static string Text(JsonElement account, string name) =>
        account.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static void Line(StringBuilder text, string label, string value) =>
        text.Append("  ").Append(label.PadRight(Column)).Append(value).Append('\n');
}
