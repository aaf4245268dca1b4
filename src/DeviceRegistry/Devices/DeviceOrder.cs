using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Platform.DeviceProtocol;

namespace Platform.DeviceRegistry.Devices;

/// <summary>
/// An order in which devices are listed. Each is by something that stays as it is while pages are read: of devices that are
/// online the one that was heard of last is another every moment, so they are one group, before or after the silent ones.
/// </summary>
/// <param name="Word">As the API calls it; a minus turns it round.</param>
/// <param name="By">The SQL that sorts.</param>
/// <param name="After">The SQL for what comes after a <see cref="DevicePosition"/>.</param>
internal sealed record DeviceOrder(string Word, string By, string After)
{
    /// <summary>All orders; the first is the one that is used when none is asked for. Devices are numbered as they are registered.</summary>
    public static readonly IReadOnlyList<DeviceOrder> All =
    [
        new("registered_at", "d.device_number", "d.device_number > @Number and s.device_number > @Number"),
        new("-registered_at", "d.device_number desc", "d.device_number < @Number and s.device_number < @Number"),
        new("device_id", "d.device_id", "d.device_id > @DeviceId"),
        new("-device_id", "d.device_id desc", "d.device_id < @DeviceId"),
        new("last_seen_at", "s.quiet_since, s.device_number", "(s.quiet_since, s.device_number) > (@QuietSince::text::timestamptz, @Number)"),
        new("-last_seen_at", "s.quiet_since desc, s.device_number desc", "(s.quiet_since, s.device_number) < (@QuietSince::text::timestamptz, @Number)"),
    ];

    public static DeviceOrder? Find(string? word) => word is null ? All[0] : All.FirstOrDefault(o => o.Word == word);
}

/// <summary>Where a page of devices ended, in any order.</summary>
/// <param name="Number">The last device's number.</param>
/// <param name="DeviceId">Its id.</param>
/// <param name="QuietSince">Since when it is silent, as PostgreSQL reads it.</param>
internal sealed record DevicePosition(long Number, string DeviceId, string QuietSince)
{
    private const string Online = "infinity", Never = "-infinity";

    /// <summary>The cursor of the page after this device.</summary>
    public static string CursorOf(DeviceOrder order, DeviceView last)
    {
        var quietSince = last.Online ? Online : last.LastSeenAt is { } at ? at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) : Never;
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{order.Word}|{last.DeviceNumber}|{last.DeviceId}|{quietSince}")));
    }

    /// <summary>Reads a cursor; null when it is none of this order.</summary>
    public static DevicePosition? Read(DeviceOrder order, string cursor)
    {
        Span<byte> bytes = stackalloc byte[200];
        if (cursor.Length > 200 || !Base64Url.IsValid(cursor) || !Base64Url.TryDecodeFromChars(cursor, bytes, out var written)) return null;
        return Encoding.UTF8.GetString(bytes[..written]).Split('|') is [var word, var number, var deviceId, var quietSince]
            && word == order.Word && Identifier.IsValid(deviceId) && IsTime(quietSince)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? new DevicePosition(parsed, deviceId, quietSince)
            : null;
    }

    private static bool IsTime(string text) =>
        text is Online or Never || DateTime.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);
}
