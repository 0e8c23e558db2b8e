import {
  IconArrowBackUp,
  IconAward,
  IconBell,
  IconBolt,
  IconBuildingStore,
  IconCake,
  IconCalendar,
  IconCoin,
  IconCreditCard,
  IconCrown,
  IconDevices,
  IconDiamond,
  IconDiscount,
  IconEye,
  IconFlag,
  IconFlame,
  IconGift,
  IconHeart,
  IconHome,
  IconLeaf,
  IconMail,
  IconMedal,
  IconMoon,
  IconPackage,
  IconPlane,
  IconRepeat,
  IconRocket,
  IconSchool,
  IconShield,
  IconShoppingBag,
  IconShoppingCart,
  IconSnowflake,
  IconSparkles,
  IconStar,
  IconSun,
  IconTag,
  IconThumbUp,
  IconTrophy,
  IconUser,
  IconUsers,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';
import { badgeColour } from './badgeColour';
import classes from './BadgeIcon.module.css';

const ICONS: Record<string, Icon> = {
  arrow_back_up: IconArrowBackUp,
  award: IconAward,
  bag: IconShoppingBag,
  bell: IconBell,
  bolt: IconBolt,
  cake: IconCake,
  calendar: IconCalendar,
  card: IconCreditCard,
  cart: IconShoppingCart,
  coin: IconCoin,
  crown: IconCrown,
  devices: IconDevices,
  diamond: IconDiamond,
  discount: IconDiscount,
  eye: IconEye,
  flag: IconFlag,
  flame: IconFlame,
  gift: IconGift,
  heart: IconHeart,
  home: IconHome,
  leaf: IconLeaf,
  mail: IconMail,
  medal: IconMedal,
  moon: IconMoon,
  package: IconPackage,
  plane: IconPlane,
  repeat: IconRepeat,
  rocket: IconRocket,
  school: IconSchool,
  shield: IconShield,
  snowflake: IconSnowflake,
  sparkles: IconSparkles,
  star: IconStar,
  store: IconBuildingStore,
  sun: IconSun,
  tag: IconTag,
  thumb_up: IconThumbUp,
  trophy: IconTrophy,
  user: IconUser,
  users: IconUsers,
  world: IconWorld,
};

interface Drawable {
  name: string;
  icon?: string;
  colour?: string;
}

/** A badge's own icon in its own colour; a plain award for an icon nobody has drawn. */
export function BadgeIcon({ badge, size = 20 }: { badge: Drawable; size?: number }) {
  const Drawn = ICONS[(badge.icon ?? '').toLowerCase().replaceAll('-', '_')] ?? IconAward;
  const ground = badgeColour(badge.colour ?? '', badge.name);
  return (
    <span
      className={classes.badge}
      style={{ background: ground.fill, color: ground.ink, width: size * 1.4, height: size * 1.4 }}
      aria-hidden="true"
    >
      <Drawn size={size * 0.9} stroke={1.8} />
    </span>
  );
}
