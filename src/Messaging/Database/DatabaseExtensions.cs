using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Messaging;

/// <summary>The service's own PostgreSQL database: one data source per process, migrations at start, a health check.</summary>
public static class DatabaseExtensions
{
    /// <summary>
    /// Adds the database whose connection string is <c>ConnectionStrings:{resource}</c>. Migrations are the calling
    /// service's embedded <c>Migrations/*.sql</c>, after this library's own.
    /// </summary>
    /// <exception cref="OptionsValidationException">The connection string is missing.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)] // The calling assembly is the service's.
    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder, string resource)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var connectionString = builder.Configuration.GetConnectionString(resource) ?? throw new OptionsValidationException(
            "ConnectionStrings", typeof(string), [$"ConnectionStrings__{resource} is not set; give 'Host=…;Port=…;Username=…;Password=…;Database=…'."]);
        var migrations = Assembly.GetCallingAssembly();
        Mapping.Configure();

        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = resource,
            MaxPoolSize = 24,
            Timeout = 5,
            CommandTimeout = 15,
            MaxAutoPrepare = 64,
            KeepAlive = 30,
        }));
        builder.Services.AddSingleton<IUnavailability, DatabaseUnavailability>().AddSingleton<IRefusedData, DatabaseRefusedData>();
        builder.Services.AddSingleton(provider => new MigrationRunner(provider.GetRequiredService<NpgsqlDataSource>(), [typeof(MigrationRunner).Assembly, migrations]));
        builder.Services.AddHostedService<MigrationsAtStart>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return builder;
    }
}

/// <summary>How Dapper reads our columns: snake_case names, <c>timestamptz</c> as <see cref="DateTimeOffset"/> in UTC, <c>jsonb</c> as <see cref="JsonElement"/>.</summary>
internal static class Mapping
{
    public static void Configure()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new UtcTimes());
        SqlMapper.AddTypeHandler(new JsonColumns());
    }

    private sealed class UtcTimes : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            DateTimeOffset time => time,
            _ => throw new InvalidCastException($"A {value.GetType()} is not a time."),
        };

        public override void SetValue(System.Data.IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }

    /// <summary>A parameter is its text, to be cast in the statement: <c>@args::jsonb</c>.</summary>
    private sealed class JsonColumns : SqlMapper.TypeHandler<JsonElement>
    {
        public override JsonElement Parse(object value) => JsonElement.Parse((string)value);

        public override void SetValue(System.Data.IDbDataParameter parameter, JsonElement value) => parameter.Value = value.GetRawText();
    }
}
