using System.Text.RegularExpressions;

namespace Platform.DeviceRegistry.Factory;

/// <summary>What the bench says of units.</summary>
internal sealed record ReportResults(IReadOnlyList<UnitResult>? Items);

/// <summary>What became of one unit at the bench.</summary>
internal sealed record UnitResult(string? SerialNumber, string? Result, string? Port, string? Mac, string? Detail);

/// <summary>What results may say. Pure.</summary>
internal static partial class ResultRules
{
    public const string Flashed = "flashed", Tested = "tested", Failed = "failed";

    private const int MaxItems = 500, MaxPort = 100, MaxDetail = 500;
    private static readonly string[] Results = [Flashed, Tested, Failed];

    /// <summary>What can have become of a unit.</summary>
    public static IReadOnlyList<string> States { get; } = ["pending", .. Results];

    public static IEnumerable<(string Field, string Message)> Check(ReportResults body)
    {
        if (body.Items is not { Count: > 0 and <= MaxItems } items) return [("items", $"must be 1 to {MaxItems} results")];
        return items.SelectMany((item, i) => Check(item).Select(e => ($"items[{i}].{e.Field}", e.Message)));
    }

    private static List<(string Field, string Message)> Check(UnitResult? item)
    {
        if (item is null) return [("", "must be a result")];
        var errors = new List<(string, string)>();
        if (string.IsNullOrEmpty(item.SerialNumber)) errors.Add(("serial_number", "is required"));
        if (!Results.Contains(item.Result, StringComparer.Ordinal)) errors.Add(("result", $"must be one of {string.Join(", ", Results)}"));
        if (item.Port is { } port && (port.Length > MaxPort || port.Any(char.IsControl))) errors.Add(("port", $"must have at most {MaxPort} characters, none of them control characters"));
        if (item.Mac is { } mac && !Mac().IsMatch(mac)) errors.Add(("mac", "must have the form 24:6F:28:AA:BB:CC"));
        if (item.Detail is { } detail && (detail.Length > MaxDetail || detail.Contains('\0', StringComparison.Ordinal))) errors.Add(("detail", $"must have at most {MaxDetail} characters"));
        return errors;
    }

    [GeneratedRegex("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Mac();
}
