using Platform.Messaging;

namespace Platform.DeviceRegistry.Factory;

/// <summary>A batch as it is ordered.</summary>
internal sealed record OrderBatch(string? DeviceType, string? FirmwareVersion, int? Count, string? Note) : IRequestBody;

/// <summary>A checked order.</summary>
internal sealed record NewBatch(string DeviceType, string FirmwareVersion, int Count, string? Note);

/// <summary>What can be ordered. Pure.</summary>
internal static class BatchRules
{
    public const int MaxCount = 10_000;
    private const int MaxVersion = 50, MaxNote = 500;

    public static IEnumerable<(string Field, string Message)> Check(OrderBatch order, UnitTypes types)
    {
        if (types.PrefixOf(order.DeviceType) is null) yield return ("device_type", $"must be one of {string.Join(", ", types.Names)}");
        if (order.FirmwareVersion is not { Length: > 0 and <= MaxVersion } version || version.Any(char.IsControl) || string.IsNullOrWhiteSpace(version))
            yield return ("firmware_version", $"must have 1 to {MaxVersion} characters, none of them control characters");
        if (order.Count is not (>= 1 and <= MaxCount)) yield return ("count", $"must be 1 to {MaxCount}");
        if (order.Note is { } note && (note.Length > MaxNote || note.Any(c => char.IsControl(c) && c is not ('\n' or '\r'))))
            yield return ("note", $"must have at most {MaxNote} characters, none of them control characters");
    }

    /// <summary>The order after <see cref="Check"/> found nothing.</summary>
    public static NewBatch Read(OrderBatch order) =>
        new(order.DeviceType!, order.FirmwareVersion!.Trim(), order.Count!.Value, string.IsNullOrWhiteSpace(order.Note) ? null : order.Note.Trim());
}
