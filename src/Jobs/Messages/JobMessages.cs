using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.Notifications;
using Platform.Jobs.Jobs;

namespace Platform.Jobs.Messages;

/// <summary>What customers are told of their jobs.</summary>
internal static class MessageKinds
{
    public const string Started = "job_started", EndingSoon = "job_ending_soon", Completed = "job_completed", Credentials = "job_credentials";
}

/// <summary>Whom a message is for and on whose behalf.</summary>
internal sealed record Addressee(string? Phone, string? Email, string? Language, string Workshop);

/// <summary>Makes the messages. The same message of the same job has the same id, so that it is told once, whoever asks for it and how often. Pure.</summary>
internal static class JobMessages
{
    private static readonly TimeSpan WorthADay = TimeSpan.FromDays(1);

    /// <summary>A message of that kind.</summary>
    public static MessageRequested Of(string kind, JobRow job, Addressee to, string link, DateTimeOffset now) => new(
        IdOf(job.JobId, kind, kind == MessageKinds.EndingSoon ? job.EstimatedEndTime : null), job.TenantId, job.CustomerUserId, kind, to.Language, to.Phone, to.Email,
        [.. Values(job, to, link)], kind == MessageKinds.EndingSoon ? job.EstimatedEndTime : now + WorthADay, now);

    /// <summary>The message with which a new customer signs in; null when there is no way to send it.</summary>
    public static MessageRequested? Credentials(JobRow job, Addressee to, CustomerCredentials credentials, string link, DateTimeOffset now) => to is { Phone: null, Email: null } ? null : new(
        IdOf(job.JobId, MessageKinds.Credentials, estimate: null), job.TenantId, job.CustomerUserId, MessageKinds.Credentials, to.Language, to.Phone, to.Email,
        [.. Values(job, to, link), new("username", credentials.Username), new("password", credentials.Password)], now + WorthADay, now);

    /// <summary>UUIDv8 (RFC 9562) of what makes the message the same one.</summary>
    internal static Guid IdOf(long jobId, string kind, DateTimeOffset? estimate)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"platform.jobs|{jobId}|{kind}|{estimate?.UtcTicks}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static IEnumerable<MailValue> Values(JobRow job, Addressee to, string link) =>
    [
        new("customer_name", job.CustomerName),
        new("workshop", to.Workshop),
        new("car_model", job.CarModel),
        new("car_plate", job.CarPlate),
        new("work_type", job.WorkType),
        new("pit_number", job.PitNumber.ToString(CultureInfo.InvariantCulture)),
        new("estimated_end", job.EstimatedEndTime.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        new("link", link),
    ];
}
