using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Messaging;
using Platform.Notifications.Mail;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Messages;

/// <summary>What a person wants to be told by which channel, and when.</summary>
internal static class PreferenceEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var preferences = routes.MapGroup("/api/message-preferences").WithTags("Messages").RequireAuthorization(Policies.Person);
        preferences.MapGet("/", GetAsync).WithSummary("The caller's own preferences, with the defaults where nothing was chosen");
        preferences.MapPut("/", PutAsync).WithSummary("Writes them; kinds and channels that are not named go back to the defaults");
    }

    private static async Task<Ok<PreferencesView>> GetAsync(Caller caller, PreferenceStore store, CancellationToken ct) =>
        TypedResults.Ok(PreferencesView.Of(await store.FindAsync(caller.UserId, ct)));

    private static async Task<Results<Ok<PreferencesView>, ProblemHttpResult>> PutAsync(WritePreferences body, Caller caller, PreferenceStore store, TimeProvider time, CancellationToken ct)
    {
        if (Check(body).ToArray() is { Length: > 0 } errors) return Problems.Invalid(errors);
        var choices = (body.Kinds ?? []).ToDictionary(k => k.Kind, k => k.Channels, StringComparer.Ordinal);
        var preferences = new Preferences(body.Language, body.TimeZone, body.QuietHours, body.Schedule, choices);
        await store.PutAsync(caller.UserId, caller.TenantId, preferences, time.GetUtcNow(), ct);
        return TypedResults.Ok(PreferencesView.Of(preferences));
    }

    private static IEnumerable<(string Field, string Message)> Check(WritePreferences body)
    {
        if (body.Language is not null && !MailTemplates.Languages.Contains(body.Language)) yield return ("language", $"must be one of {string.Join(", ", MailTemplates.Languages)}");
        if (body.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(body.TimeZone, out _)) yield return ("time_zone", "must be an IANA time zone such as Asia/Bangkok");
        if (body.QuietHours is { } quiet && quiet.From == quiet.To) yield return ("quiet_hours", "must not begin when they end");
        if (body.Schedule is { } schedule && (schedule.Days is not { Count: > 0 and <= 7 } || schedule.Days.Any(d => d is < 1 or > 7) || schedule.From == schedule.To))
            yield return ("schedule", "must name days 1 (Monday) to 7 (Sunday) and two times that differ");
        if (body.Kinds is not { } kinds) yield break;
        if (kinds.Count != kinds.Select(k => k.Kind).Distinct(StringComparer.Ordinal).Count()) yield return ("kinds", "must name each kind once");
        foreach (var choice in kinds)
        {
            var topic = MessageKinds.Topics.FirstOrDefault(t => t.Name == choice.Kind);
            if (topic is null) yield return ("kinds", $"{choice.Kind} is no kind; there are {string.Join(", ", MessageKinds.Topics.Select(t => t.Name))}");
            else if (topic.IsFixed && !Preferences.IsSame(choice.Channels, topic)) yield return ("kinds", $"{choice.Kind} cannot be changed");
        }
    }
}

/// <summary>Hours in which only critical messages come, in the person's time zone; over midnight when <paramref name="From"/> is later.</summary>
/// <param name="From">Such as <c>22:00:00</c>.</param>
/// <param name="To">Such as <c>07:00:00</c>.</param>
internal sealed record QuietHours(TimeOnly From, TimeOnly To);

/// <summary>When the person is on duty; outside of it only critical messages come.</summary>
/// <param name="Days">1 (Monday) to 7 (Sunday), the day on which the shift begins.</param>
/// <param name="From">Begin of the shift.</param>
/// <param name="To">Its end; on the next day when earlier than its begin.</param>
internal sealed record Schedule(IReadOnlyList<int> Days, TimeOnly From, TimeOnly To);

/// <summary>Which channels somebody wants.</summary>
internal sealed record ChannelChoice(bool Sms, bool Whatsapp, bool Email, bool Push, bool InApp)
{
    public static ChannelChoice Of(IReadOnlyList<string> channels) => new(
        channels.Contains(Messages.Channels.Sms), channels.Contains(Messages.Channels.WhatsApp), channels.Contains(Messages.Channels.Email), channels.Contains(Messages.Channels.Push), channels.Contains(Messages.Channels.InApp));

    public IReadOnlyList<string> List()
    {
        (bool IsWanted, string Name)[] all =
            [(Sms, Messages.Channels.Sms), (Whatsapp, Messages.Channels.WhatsApp), (Email, Messages.Channels.Email), (Push, Messages.Channels.Push), (InApp, Messages.Channels.InApp)];
        return [.. all.Where(c => c.IsWanted).Select(c => c.Name)];
    }
}

/// <summary>The channels of one kind.</summary>
/// <param name="Kind">Such as <c>critical_alerts</c>, <c>high_aqi</c>, <c>job_started</c>.</param>
/// <param name="Channels">By which it comes.</param>
internal sealed record KindChoice(string Kind, ChannelChoice Channels);

/// <summary>Preferences as they are written; what is left out is the default.</summary>
/// <param name="Language"><c>en</c>, <c>th</c> or <c>hi</c>; null for the one of the account.</param>
/// <param name="TimeZone">IANA name; null for UTC.</param>
/// <param name="QuietHours">Hours in which only critical messages come.</param>
/// <param name="Schedule">When the person is on duty; null for always.</param>
/// <param name="Kinds">Channels per kind.</param>
internal sealed record WritePreferences(string? Language, string? TimeZone, QuietHours? QuietHours, Schedule? Schedule, IReadOnlyList<KindChoice>? Kinds) : IRequestBody;

/// <summary>Preferences as they hold.</summary>
/// <param name="Language">Null for the one of the account.</param>
/// <param name="TimeZone">Null for UTC.</param>
/// <param name="QuietHours">Hours in which only critical messages come.</param>
/// <param name="Schedule">When the person is on duty; null for always.</param>
/// <param name="Kinds">All kinds.</param>
internal sealed record PreferencesView(string? Language, string? TimeZone, QuietHours? QuietHours, Schedule? Schedule, IReadOnlyList<KindView> Kinds)
{
    public static PreferencesView Of(Preferences preferences) => new(
        preferences.Language, preferences.TimeZone, preferences.QuietHours, preferences.Schedule,
        [.. MessageKinds.Topics.Select(t => new KindView(t.Name, ChannelChoice.Of(preferences.ChannelsOf(t)), t.IsFixed))]);
}

/// <summary>The channels of one kind, and whether they can be chosen.</summary>
internal sealed record KindView(string Kind, ChannelChoice Channels, bool IsFixed);
