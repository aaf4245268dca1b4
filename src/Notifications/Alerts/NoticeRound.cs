using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Access;
using Platform.Contracts.Notifications;
using Platform.Notifications.Messages;
using Platform.Notifications.Twilio;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Notifications.Alerts;

/// <summary>
/// Writes to people about alerts: what was raised, cleared, repeated or escalated, as much of it as is of use. Of one type at
/// most <see cref="FloodRules.MostPerWindow"/> in a window go out one by one, the rest in one summary at its end. That it is
/// over hears who heard that it is there: an alert that ended before anybody was told is told to nobody.
/// </summary>
internal sealed class NoticeRound(NpgsqlDataSource database, Readers readers, PitCopies pits, MessageIntake intake, LiveMessages live, IOptions<WebOptions> web) : IRound
{
    private const int Batch = 100;
    private const string Cleared = "cleared";

    /// <summary>News of an alert that nobody got within an hour is none.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await AlertTimers.RunAsync(database, now, ct);
        while (await TellAsync(now, ct) == Batch) { }
        while (await SummariseAsync(now, ct)) { }
    }

    private async Task<int> TellAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var notices = await NoticeStore.TakeAsync(transaction, now, Batch);
        var news = new List<MessageNews>();
        foreach (var notice in notices)
        {
            var told = notice.Kind == Cleared ? await ToldStore.TakeAsync(transaction, notice) : null;
            if (told is []) continue;
            if (!await FloodStore.MayTellAsync(transaction, notice.TenantId, notice.AlertType, notice.Kind, now)) continue;
            if (await NoticeStore.FindAsync(transaction, notice) is not { } alert) continue;
            var values = ValuesOf(alert);
            var toldNow = new List<long>();
            foreach (var person in await readers.OfAsync(notice.TenantId, told ?? notice.UserIds, now, ct))
            {
                var taken = await intake.TakeAsync(transaction, new MessageRequested(
                    Guid.CreateVersion7(now), notice.TenantId, person.UserId, $"alert_{notice.Kind}", person.Language, person.Phone, person.Email, values, now + GoodFor, now), now, notice.Channels, alert.AlertId);
                if (taken.IsTold) toldNow.Add(person.UserId);
                if (taken.News is { } one) news.Add(one);
            }

            if (told is null) await ToldStore.AddAsync(transaction, alert.AlertId, toldNow);
        }

        await transaction.CommitAsync(ct);
        await live.SendAllAsync(news, ct);
        return notices.Count;
    }

    /// <summary>One summary whose window is over; false when there is none.</summary>
    private async Task<bool> SummariseAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await FloodStore.TakeHeldAsync(transaction, now) is not { } held) return false;
        MailValue[] values =
        [
            new("alert_type", held.AlertType), new("count", held.Held.ToString(CultureInfo.InvariantCulture)), new("link", web.Value.LinkTo("/alerts")),
            new("minutes", Math.Ceiling(FloodRules.Window.TotalMinutes).ToString(CultureInfo.InvariantCulture)),
        ];
        var news = new List<MessageNews>();
        foreach (var person in await readers.OfAsync(held.TenantId, userIds: null, now, ct))
        {
            var taken = await intake.TakeAsync(transaction, new MessageRequested(
                Guid.CreateVersion7(now), held.TenantId, person.UserId, MessageKinds.AlertSummary, person.Language, person.Phone, person.Email, values, now + GoodFor, now), now);
            if (taken.News is { } one) news.Add(one);
        }

        await transaction.CommitAsync(ct);
        await live.SendAllAsync(news, ct);
        return true;
    }

    /// <summary>As people call it; the topic's name of a pit that is not known here yet.</summary>
    private string PlaceOf(AlertView alert) => pits.NameOf(alert.PitId) ?? alert.PitCode ?? alert.DeviceId ?? "server";

    private MailValue[] ValuesOf(AlertView alert) =>
    [
        new("alert_type", alert.AlertType), new("severity", alert.Severity), new("subject", alert.Subject), new("place", PlaceOf(alert)),
        new("value", alert.Value.ToString("0.#", CultureInfo.InvariantCulture)), new("limit", alert.LimitValue.ToString("0.#", CultureInfo.InvariantCulture)),
        new("link", web.Value.LinkTo(string.Create(CultureInfo.InvariantCulture, $"/alerts/{alert.AlertId}"))),
    ];
}

/// <summary>Who is told about alerts: the people named, else the tenant's owners, else the vendor's admins. Known for half a minute, because alerts come in crowds.</summary>
internal sealed class Readers(PeopleClient people)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    /// <summary>Asked by several rounds at once.</summary>
    private readonly ConcurrentDictionary<string, (IReadOnlyList<Person> People, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<Person>> OfAsync(int? tenantId, long[]? userIds, DateTimeOffset now, CancellationToken ct)
    {
        var key = userIds is null ? string.Create(CultureInfo.InvariantCulture, $"tenant {tenantId}") : string.Join(',', userIds);
        if (known.TryGetValue(key, out var good) && now < good.Until) return good.People;
        if (known.Count > 1000) known.Clear();
        var found = userIds is not null ? await people.FindAllAsync(userIds, ct) : tenantId is { } tenant ? await people.OwnersAsync(tenant, ct) : await people.AdminsAsync(ct);
        known[key] = (found, now + KnownFor);
        return found;
    }
}
