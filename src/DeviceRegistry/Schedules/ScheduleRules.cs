using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.DeviceRegistry.Configuration;
using Platform.DeviceRegistry.Control;
using Platform.DeviceRegistry.DeviceTypes;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Schedules;

/// <summary>What a device does by itself, in its own time zone; sunrise and sunset need the place.</summary>
/// <param name="TimeZone">An IANA name such as <c>Asia/Kolkata</c>.</param>
/// <param name="Items">At most sixteen.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
internal sealed record ScheduleSet(string TimeZone, IReadOnlyList<ScheduleItem> Items, double? Latitude = null, double? Longitude = null)
{
    public static readonly ScheduleSet None = new("Etc/UTC", []);
}

/// <summary>One thing that a device does by itself.</summary>
/// <param name="Enabled">False when it rests.</param>
/// <param name="Days">Of <c>mon</c>, <c>tue</c>, <c>wed</c>, <c>thu</c>, <c>fri</c>, <c>sat</c>, <c>sun</c>.</param>
/// <param name="At"><c>07:30</c>, <c>sunrise+15</c> or <c>sunset-10</c> (minutes).</param>
/// <param name="Command">A command of the device's type.</param>
/// <param name="Args">Its arguments.</param>
/// <param name="Id">Its number within the device; given when it is absent.</param>
internal sealed record ScheduleItem(bool Enabled, IReadOnlyList<string> Days, string At, string Command, JsonElement? Args = null, int? Id = null);

/// <summary>Checks schedules and writes them as devices read them. Pure.</summary>
internal static partial class ScheduleRules
{
    private const int MaxItems = 16, MaxId = 999, MaxOffsetMinutes = 180;
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>What is missing; a request may leave out anything, whatever the types say.</summary>
    public static IEnumerable<(string Field, string Message)> CheckForm(string? timeZone, IReadOnlyList<ScheduleItem?>? items)
    {
        if (timeZone is null) yield return ("time_zone", "is required, such as Asia/Kolkata");
        if (items is null) yield return ("items", "is required");
        for (var i = 0; i < items?.Count; i++)
        {
            if (items[i]?.Days is null) yield return ($"items[{i}].days", "is required");
            if (items[i]?.At is null) yield return ($"items[{i}].at", "is required");
            if (items[i]?.Command is null) yield return ($"items[{i}].command", "is required");
        }
    }

    /// <summary>The schedules with numbers for all, and as the device gets them; or what is wrong.</summary>
    /// <param name="type">The device's type, which says what can be commanded.</param>
    /// <param name="set">As somebody wrote it.</param>
    /// <param name="rule">The time zone's POSIX rule; null when there is no such zone.</param>
    public static Wish Read(KnownType type, ScheduleSet set, string? rule)
    {
        var errors = CheckPlace(set, rule).ToList();
        var numbered = Numbered(set.Items);
        var items = new List<DeviceItem>();
        for (var i = 0; i < numbered.Count; i++)
        {
            var at = $"items[{i}]";
            var item = numbered[i];
            errors.AddRange(CheckTime(item).Select(e => ($"{at}.{e.Field}", e.Message)));
            if (type.FindCommand(item.Command) is not { } schema)
            {
                errors.Add(($"{at}.command", $"must be one of {string.Join(", ", type.Commands)}"));
                continue;
            }

            var (args, wrong) = ControlRules.Read(schema, new ControlDevice(item.Command, Args: item.Args));
            errors.AddRange(wrong.Select(e => ($"{at}.{(e.Field.StartsWith("args", StringComparison.Ordinal) ? e.Field : $"args.{e.Field}")}", e.Message)));
            numbered[i] = item with { Args = args };
            items.Add(new DeviceItem(item.Id!.Value, item.Enabled, MaskOf(item.Days), item.At, item.Command, args));
        }

        if (errors.Count > 0) return Wish.Wrong(errors);
        return new Wish(
            JsonSerializer.SerializeToElement(set with { Items = numbered }, Json.Options),
            version => JsonSerializer.SerializeToElement(new DeviceSet(version, rule!, set.Latitude, set.Longitude, items), Json.Options),
            []);
    }

    /// <summary>Bit 0 is Monday.</summary>
    private static int MaskOf(IReadOnlyList<string> days) => days.Aggregate(0, (mask, day) => mask | (1 << Array.IndexOf(Days, day)));

    private static IEnumerable<(string Field, string Message)> CheckPlace(ScheduleSet set, string? rule)
    {
        if (rule is null) yield return ("time_zone", "is no time zone that is known; give an IANA name such as Asia/Kolkata");
        if (set.Latitude is < -90 or > 90) yield return ("latitude", "must be -90 to 90");
        if (set.Longitude is < -180 or > 180) yield return ("longitude", "must be -180 to 180");
        if (set.Latitude is null != set.Longitude is null) yield return (set.Latitude is null ? "latitude" : "longitude", "is required with the other one");
        else if (set.Latitude is null && set.Items.Any(i => i.At.StartsWith('s'))) yield return ("latitude", "is required, with longitude, for sunrise and sunset");
        if (set.Items.Count > MaxItems) yield return ("items", $"must be at most {MaxItems}");
        if (set.Items.Select(i => i.Id).OfType<int>().GroupBy(id => id).Any(g => g.Count() > 1)) yield return ("items", "must have an id of its own each");
    }

    private static IEnumerable<(string Field, string Message)> CheckTime(ScheduleItem item)
    {
        if (item.Id is < 1 or > MaxId) yield return ("id", $"must be 1 to {MaxId}");
        if (item.Days.Count == 0 || item.Days.Any(d => !Days.Contains(d, StringComparer.Ordinal)) || item.Days.Distinct(StringComparer.Ordinal).Count() != item.Days.Count)
            yield return ("days", $"must be some of {string.Join(", ", Days)}, each once");
        if (!At().IsMatch(item.At) || (Offset().Match(item.At) is { Success: true } offset && int.Parse(offset.Value, CultureInfo.InvariantCulture) > MaxOffsetMinutes))
            yield return ("at", $"must be a time such as 07:30, or sunrise or sunset with at most {MaxOffsetMinutes} minutes more or less, such as sunrise+15");
    }

    /// <summary>Who has no number gets the smallest that is free.</summary>
    private static List<ScheduleItem> Numbered(IReadOnlyList<ScheduleItem> items)
    {
        var free = new Queue<int>(Enumerable.Range(1, items.Count * 2).Except(items.Select(i => i.Id).OfType<int>()));
        return [.. items.Select(i => i with { Id = i.Id ?? free.Dequeue() })];
    }

    [GeneratedRegex(@"^(([01][0-9]|2[0-3]):[0-5][0-9]|(sunrise|sunset)([+-][0-9]{1,3})?)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex At();

    [GeneratedRegex(@"(?<=[+-])[0-9]{1,3}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Offset();

    private sealed record DeviceSet(
        long Version, string Tz,
        [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] double? Lat,
        [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] double? Lon,
        IReadOnlyList<DeviceItem> Items);

    private sealed record DeviceItem(int Id, bool On, int Days, string At, string Command, JsonElement Args);
}
