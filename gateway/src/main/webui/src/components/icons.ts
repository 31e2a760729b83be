export { CircleX, GitBranch, RotateCcw, Rocket, ScrollText, SquareArrowOutUpRight as Github } from 'lucide-react';
