using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Identity.Mail;

internal static class MailRegistration
{
    /// <summary>What all mails with links need.</summary>
    public static void AddMail(this IServiceCollection services)
    {
        services.AddOptions<WebOptions>().BindConfiguration("Web").Validate(WebOptions.IsValid, WebOptions.Message).ValidateOnStart();
        services.AddSingleton<RequestCounts>().AddSingleton<MailCleanup>().AddHostedService<Rounds<MailCleanup>>();
    }
}

/// <summary>Forgets links that are past their time and counts of hours that are over, at most 5,000 rows of each kind in a round.</summary>
internal sealed class MailCleanup(NpgsqlDataSource database) : IRound
{
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("""
            delete from sign_ups where token_sha256 in
                (select token_sha256 from sign_ups where expires_at <= @now limit 5000 for update skip locked);
            delete from password_resets where token_sha256 in
                (select token_sha256 from password_resets where expires_at <= @now limit 5000 for update skip locked);
            delete from email_changes where token_sha256 in
                (select token_sha256 from email_changes where expires_at <= @now limit 5000 for update skip locked);
            delete from request_counts where key in
                (select key from request_counts where window_start <= @before limit 5000 for update skip locked);
            """, new { now, before = now - RequestCounts.Window });
    }
}
