using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Identity.Mail;

/// <summary>A limit that was reached.</summary>
/// <param name="Limit">So many within an hour.</param>
/// <param name="Until">When the hour is over.</param>
internal sealed record LimitReached(int Limit, DateTimeOffset Until)
{
    public ProblemHttpResult ToProblem(HttpContext http, DateTimeOffset now) =>
        Problems.TooMany(http, "too_many_requests", $"No more than {Limit} such requests an hour; wait as long as Retry-After says.", Until - now,
            ("limit", Limit), ("used", Limit), ("resets_at", Until));
}

/// <summary>
/// How often mails may be asked for: an hour's count per client address, which is told when it is full, and per mailbox,
/// which nobody is told of, so that the answer does not say whose mailbox it is. All SQL of the counts.
/// </summary>
internal sealed class RequestCounts(NpgsqlDataSource database)
{
    /// <summary>Mails of all kinds to one mailbox in an hour.</summary>
    public const int MailsPerMailbox = 5;

    /// <summary>Requests for mails from one client address in an hour; a household or a workshop shares one.</summary>
    public const int RequestsPerAddress = 20;

    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Counts a request of that client address; what is reached when there were too many.</summary>
    public Task<LimitReached?> OfAddressAsync(string clientAddress, DateTimeOffset now, CancellationToken ct) =>
        CountAsync($"address|{clientAddress}", RequestsPerAddress, now, ct);

    /// <summary>Counts a mail to that mailbox; false when it got enough.</summary>
    public async Task<bool> MailboxHasRoomAsync(string email, DateTimeOffset now, CancellationToken ct) =>
        await CountAsync($"mailbox|{MailboxOf(email)}", MailsPerMailbox, now, ct) is null;

    /// <summary>The mailbox that an address leads to: what stands behind a plus is only a note of its owner.</summary>
    internal static string MailboxOf(string email)
    {
        var lower = email.ToLowerInvariant();
        var at = lower.LastIndexOf('@');
        var plus = lower.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && plus < at ? string.Concat(lower.AsSpan(0, plus), lower.AsSpan(at)) : lower;
    }

    /// <summary>One statement, so that requests side by side are counted one after the other. A count that is full does not run on.</summary>
    private async Task<LimitReached?> CountAsync(string what, int limit, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<Row>("""
            insert into request_counts as c (key, used, window_start) values (@key, 1, @now)
            on conflict (key) do update set
                used = case when c.window_start <= @before then 1 else least(c.used, @limit) + 1 end,
                window_start = case when c.window_start <= @before then @now else c.window_start end
            returning used, window_start
            """, new { key = Secrets.Sha256Hex(what), limit, now, before = now - Window });
        return row.Used > limit ? new LimitReached(limit, row.WindowStart + Window) : null;
    }

    private sealed record Row(int Used, DateTimeOffset WindowStart);
}
