-- Whom to tell about what. A filter that is null leaves its dimension open.
create table webhook (
    id uuid primary key,
    url text not null,
    kind text not null,                         -- TREND or MEMBER, see WebhookKind
    filters text not null,                      -- JSON, see WebhookFilters
    secret bytea not null,                      -- see SecretBox
    state text not null,                        -- ACTIVE, or GONE once the receiver has answered 410
    dropped bigint not null default 0,          -- messages that found the queue full
    created_at timestamptz not null
);

-- What has to be sent, and the log of what was. The unique key makes a fact that comes again no second message.
create table webhook_delivery (
    id uuid primary key,                        -- made of webhook and fact: the same for ever
    webhook uuid not null references webhook on delete cascade,
    fact text not null,
    type text not null,
    body text not null,
    state text not null,                        -- PENDING, DELIVERED, FAILED
    attempts int not null default 0,
    created_at timestamptz not null,
    next_at timestamptz not null,               -- when to try next; while one is being tried, when to believe it lost
    tried_at timestamptz,
    status int,                                 -- of the last answer
    reason text,                                -- why the last attempt failed
    unique (webhook, fact)
);
create index webhook_delivery_due on webhook_delivery (webhook, next_at) where state = 'PENDING';
create index webhook_delivery_log on webhook_delivery (webhook, created_at desc, id);
create index webhook_delivery_age on webhook_delivery (created_at) where state <> 'PENDING';
