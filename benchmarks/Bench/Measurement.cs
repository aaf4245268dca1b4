using System.Globalization;
using System.Text.Json;
using Platform.ServiceDefaults.Http;
using Spectre.Console;

namespace Platform.Bench;

/// <summary>One measured number.</summary>
/// <param name="Name">Stable name, such as <c>ingest.rate</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Goal">What it must reach, as text with the direction; empty for a number that only informs.</param>
/// <param name="Met">Whether it does; null when there is no goal.</param>
/// <param name="Context">Machine, sizes, TLS: what the number is worth.</param>
internal sealed record Measurement(string Name, double Value, string Unit, string Goal, bool? Met, string Context)
{
    /// <summary>A number that must be at least <paramref name="goal"/>.</summary>
    public static Measurement AtLeast(string name, double value, double goal, string unit, string context) =>
        new(name, Round(value), unit, string.Create(CultureInfo.InvariantCulture, $">= {goal}"), value >= goal, context);

    /// <summary>A number that must be at most <paramref name="goal"/>.</summary>
    public static Measurement AtMost(string name, double value, double goal, string unit, string context) =>
        new(name, Round(value), unit, string.Create(CultureInfo.InvariantCulture, $"<= {goal}"), value <= goal, context);

    /// <summary>A number without a goal.</summary>
    public static Measurement Info(string name, double value, string unit, string context) => new(name, Round(value), unit, "", null, context);

    private static double Round(double value) => Math.Round(value, value >= 100 ? 0 : 3);
}

/// <summary>Prints measurements as a table for people or as JSON for machines.</summary>
internal static class Report
{
    public static void Print(IReadOnlyList<Measurement> measurements, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(measurements, Json.Options));
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("what", "value", "unit", "goal", "met", "context");
        foreach (var m in measurements)
        {
            table.AddRow(
                Markup.Escape(m.Name), m.Value.ToString("0.###", CultureInfo.InvariantCulture), Markup.Escape(m.Unit), Markup.Escape(m.Goal),
                m.Met switch { true => "[green]yes[/]", false => "[red]no[/]", null => "" }, Markup.Escape(m.Context));
        }

        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 220;
        AnsiConsole.Write(table);
    }
}

/// <summary>Quantiles of a list of samples.</summary>
internal static class Quantile
{
    /// <summary>The smallest sample that is not exceeded by the share <paramref name="q"/> of all; NaN without samples.</summary>
    public static double Of(IReadOnlyCollection<double> samples, double q)
    {
        if (samples.Count == 0) return double.NaN;
        var sorted = samples.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(q * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
